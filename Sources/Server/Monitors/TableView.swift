internal import Database
internal import JSON
internal import OVSDB

/// What monitors want to be told of a table, shared by all that want the same of it, whatever else
/// they want: many clients monitor the same tables but each its own rows of one.
final class TableView {
  let table: MonitoredTable
  private let format: MonitorFormat

  /// Of the commit of this number, as written last: nil if there was nothing to tell.
  private var written: (sequence: Int, member: [UInt8]?)?
  /// All rows as they were before the commit of this number.
  private var contents: (sequence: Int, member: [UInt8]?)?

  init(_ table: MonitoredTable, _ format: MonitorFormat) {
    self.table = table
    self.format = format
  }

  var name: String { table.name }

  /// What one commit changed, as a member of <table-updates>; nil if there is nothing to tell.
  func member(of entry: History.Entry, sequence: Int) -> [UInt8]? {
    if let written, written.sequence == sequence { return written.member }
    // Of what was before the commit nobody will be told any more.
    if let contents, contents.sequence <= sequence { self.contents = nil }
    let updates = entry.changes[name].flatMap { member(of: $0) }
    written = (sequence, updates)
    return updates
  }

  /// Changes as a member of <table-updates>; nil if there are none to tell.
  func member(of changes: ArraySlice<RowChange>) -> [UInt8]? {
    var writer = RowUpdatesWriter(table, format)
    for change in changes {
      guard let event = table.event(old: change.old, new: change.new) else { continue }
      writer.append(change.uuid, event, old: change.old, new: change.new)
    }
    return writer.finish()
  }

  /// All rows before the commit of number `sequence`, as a member of <table-updates>; nil if there are
  /// none.
  func contents(of database: Database, sequence: Int) -> [UInt8]? {
    if let contents, contents.sequence == sequence { return contents.member }
    var writer = RowUpdatesWriter(table, format)
    database.forEachRow(of: name) { uuid, row in
      guard let event = table.event(old: nil, new: row, isInitial: true) else { return }
      writer.append(uuid, event, old: nil, new: row)
    }
    let member = writer.finish()
    contents = (sequence, member)
    return member
  }

  /// What this shows and another view of the table does not, and the other way round, in a database that
  /// stays as it is, as a member of <table-updates>; nil if that is nothing.
  func member(changingFrom old: TableView, in database: Database) -> [UInt8]? {
    let (before, after) = (old.table.condition, table.condition)
    if before == after { return nil }
    var writer = RowUpdatesWriter(table, format)
    database.forEachRow(of: name) { uuid, row in
      let wasSeen = before.matches(row)
      guard wasSeen != after.matches(row) else { return }
      let event: MonitorSelection = wasSeen ? .delete : .insert
      guard table.selection.contains(event) else { return }
      writer.append(uuid, event, old: wasSeen ? row : nil, new: wasSeen ? nil : row)
    }
    return writer.finish()
  }

  /// Forgets what was written of the last commit.
  func dropUpdates() { written = nil }

  /// Forgets what was written for several clients.
  func dropCache() {
    contents = nil
    written = nil
  }

  var holdsContents: Bool { contents != nil }

  /// Whether anything is kept for several clients.
  var isCaching: Bool { contents != nil || written != nil }
}

extension TableView {
  /// What tells views apart: two monitors with equal keys for a table share its view.
  struct Key: Hashable {
    private let name: String
    private let columns: [String: MonitorSelection]
    private let selection: MonitorSelection
    private let condition: JSON
    private let format: MonitorFormat

    init(_ table: MonitoredTable, _ format: MonitorFormat) {
      name = table.name
      columns = Dictionary(table.columns.map { ($0.name, $0.selection) }) { first, _ in first }
      selection = table.selection
      condition = table.condition.json
      self.format = format
    }
  }
}
