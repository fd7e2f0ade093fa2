internal import Database
internal import JSON
internal import OVSDB

/// A database as the server offers it: its contents, who watches it, who waits for it.
final class HostedDatabase {
  var database: Database
  var history: History
  var monitors: [Monitor] = []
  /// In the order in which they came.
  var waiting: [WaitingTransaction] = []
  /// Whether the waiting transactions are being tried.
  var isRetrying = false
  private var views: [MonitorView.Key: MonitorView] = [:]

  /// - Parameter commit: names the contents as they are.
  init(_ database: Database, commit: UUID) {
    self.database = database
    history = History(id: commit)
  }

  var schema: DatabaseSchema { database.schema }

  /// The view that monitors of these tables share.
  func view(_ tables: [MonitoredTable], _ format: MonitorFormat) -> MonitorView {
    let key = MonitorView.Key(tables, format)
    if let view = views[key] { return view }
    forgetUnusedViews()
    let view = MonitorView(tables: tables, format: format)
    views[key] = view
    return view
  }

  private func forgetUnusedViews() {
    guard views.count > 2 * monitors.count else { return }
    let used = Set(monitors.map { ObjectIdentifier($0.view) })
    views = views.filter { used.contains(ObjectIdentifier($0.value)) }
  }

  /// The views that monitors have.
  var usedViews: [MonitorView] {
    var seen: Set<ObjectIdentifier> = []
    return monitors.map(\.view).filter { seen.insert(ObjectIdentifier($0)).inserted }
  }

  /// Lets go of updates that were kept for several clients; returns whether there were any.
  func dropCaches() {
    for view in views.values { view.dropCache() }
  }

  /// Whether a view holds a copy of all contents.
  var holdsContents: Bool { views.values.contains(where: \.holdsContents) }
}

/// A transaction that waits for something to change, or for its time.
struct WaitingTransaction {
  let session: SessionID
  let id: JSON
  /// The parameters of the request.
  let operations: JSONElement
  let started: Duration
  var deadline: Duration?
}
