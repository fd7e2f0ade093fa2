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
  private var views: [ViewKey: MonitorView] = [:]
  private var tableViews: [TableView.Key: TableView] = [:]
  private let texts = NotificationTexts()

  /// - Parameter commit: names the contents as they are.
  init(_ database: Database, commit: UUID) {
    self.database = database
    history = History(id: commit)
  }

  var schema: DatabaseSchema { database.schema }

  /// The view that monitors of these tables share.
  func view(_ tables: [MonitoredTable], _ format: MonitorFormat) -> MonitorView {
    forgetUnusedViews()
    let tables = tables.sorted { $0.name < $1.name }.map { tableView(of: $0, format) }
    let key = ViewKey(tables: tables.map(ObjectIdentifier.init), format: format)
    if let view = views[key] { return view }
    let view = MonitorView(tables, format, texts)
    views[key] = view
    return view
  }

  private func tableView(of table: MonitoredTable, _ format: MonitorFormat) -> TableView {
    let key = TableView.Key(table, format)
    if let view = tableViews[key] { return view }
    let view = TableView(table, format)
    tableViews[key] = view
    return view
  }

  /// What tells views apart, whose tables a view keeps alive.
  private struct ViewKey: Hashable {
    let tables: [ObjectIdentifier]
    let format: MonitorFormat
  }

  private func forgetUnusedViews() {
    guard views.count > 2 * monitors.count else { return }
    let used = Set(monitors.map { ObjectIdentifier($0.view) })
    views = views.filter { used.contains(ObjectIdentifier($0.value)) }
    let tables = Set(views.values.flatMap(\.tables).map(ObjectIdentifier.init))
    tableViews = tableViews.filter { tables.contains(ObjectIdentifier($0.value)) }
    // They are known by which tables they tell of.
    texts.drop()
  }

  /// The views that monitors have.
  var usedViews: [MonitorView] {
    var seen: Set<ObjectIdentifier> = []
    return monitors.map(\.view).filter { seen.insert(ObjectIdentifier($0)).inserted }
  }

  /// Lets go of updates that were kept for several clients; returns whether there were any.
  func dropCaches() {
    for view in views.values { view.dropCache() }
    texts.drop()
  }

  /// Lets go of the updates of the last commit, of which all monitors have been told: they may be as much
  /// as a database.
  func dropUpdates() {
    for monitor in monitors { monitor.view.dropUpdates() }
    texts.drop()
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
