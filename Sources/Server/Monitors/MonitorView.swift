internal import Database
internal import JSON
internal import OVSDB

/// What monitors want to be told, shared by all that want the same, so that an update is written once
/// however many clients it goes to.
final class MonitorView {
  /// Tables by name.
  let tables: [String: MonitoredTable]
  let format: MonitorFormat

  /// The update of the commit of this number, as written last: nil if there was nothing to tell.
  private var written: (sequence: Int, updates: [UInt8]?)?
  /// Whole notifications of that commit, by the monitor's ID.
  private var notifications: [JSON: [UInt8]] = [:]
  /// All contents as they were before the commit of this number.
  private var contents: (sequence: Int, updates: [UInt8])?

  init(tables: [MonitoredTable], format: MonitorFormat) {
    self.tables = Dictionary(tables.map { ($0.name, $0) }) { first, _ in first }
    self.format = format
  }

  /// The notification of one commit to a monitor; nil if it has nothing to tell.
  func notification(_ entry: History.Entry, sequence: Int, id: JSON) -> [UInt8]? {
    if written?.sequence != sequence {
      written = (sequence, updates(of: entry.changes))
      notifications = [:]
    }
    guard let updates = written?.updates else { return nil }
    if let text = notifications[id] { return text }
    let text = notification(updates, transaction: entry.id, id: id)
    notifications[id] = text
    return text
  }

  /// The notification that carries `updates`, which are <table-updates>.
  func notification(_ updates: [UInt8], transaction: UUID, id: JSON) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(updates.count + 128)
    bytes += "{\"id\":null,\"method\":\"\(format.method)\",\"params\":[".utf8
    id.write(to: &bytes)
    if format == .update3 { bytes += ",\"\(transaction)\"".utf8 }
    bytes.append(UInt8(ascii: ","))
    bytes += updates
    bytes += "]}".utf8
    return bytes
  }

  /// The <table-updates> of changes; nil if there are none to tell.
  func updates(of changes: History.Changes) -> [UInt8]? {
    write { table, row in
      for change in changes[table.name] ?? [] { row(change.uuid, change.old, change.new, false) }
    }
  }

  /// The <table-updates> of all rows, empty or not, before the commit of number `sequence`.
  func contents(of database: Database, sequence: Int) -> [UInt8] {
    if let contents, contents.sequence == sequence { return contents.updates }
    let updates =
      write { table, row in
        database.forEachRow(of: table.name) { uuid, stored in row(uuid, nil, stored, true) }
      } ?? Array("{}".utf8)
    contents = (sequence, updates)
    return updates
  }

  /// Forgets what was written for several clients.
  func dropCache() {
    contents = nil
    written = nil
    notifications = [:]
  }

  var holdsContents: Bool { contents != nil }

  /// Whether anything is kept for several clients.
  var isCaching: Bool { contents != nil || written != nil }

  /// The <table-updates> of what monitors of this view see and those of `old` do not, and the other
  /// way round, in a database that stays as it is; nil if that is nothing.
  func updates(changingFrom old: MonitorView, in database: Database) -> [UInt8]? {
    var bytes: [UInt8] = []
    var writer = TableUpdatesWriter(format: format, &bytes)
    for table in sortedTables {
      guard let before = old.tables[table.name], before.condition != table.condition else {
        continue
      }
      writer.begin(table)
      database.forEachRow(of: table.name) { uuid, row in
        let wasSeen = before.condition.matches(row)
        guard wasSeen != table.condition.matches(row) else { return }
        let event: MonitorSelection = wasSeen ? .delete : .insert
        guard table.selection.contains(event) else { return }
        writer.append(uuid, event, old: wasSeen ? row : nil, new: wasSeen ? nil : row, &bytes)
      }
      writer.end(&bytes)
    }
    return writer.finish(&bytes) ? bytes : nil
  }

  private var sortedTables: [MonitoredTable] { tables.values.sorted { $0.name < $1.name } }

  private typealias RowBody = (UUID, DatabaseRow?, DatabaseRow?, _ isInitial: Bool) -> Void

  private func write(_ rows: (MonitoredTable, RowBody) -> Void) -> [UInt8]? {
    var bytes: [UInt8] = []
    var writer = TableUpdatesWriter(format: format, &bytes)
    for table in sortedTables {
      writer.begin(table)
      rows(table) { uuid, old, new, isInitial in
        guard let event = table.event(old: old, new: new, isInitial: isInitial) else { return }
        writer.append(uuid, event, old: old, new: new, &bytes)
      }
      writer.end(&bytes)
    }
    return writer.finish(&bytes) ? bytes : nil
  }
}
