internal import Database
internal import JSON
internal import OVSDB

/// What monitors want to be told, shared by all that want the same, so that an update is written once
/// however many clients it goes to.
final class MonitorView {
  /// By the names of the tables, in order.
  let tables: [TableView]
  let format: MonitorFormat

  private let texts: NotificationTexts
  /// Of the commit of this number, as told last, the tables of which there is something to tell.
  private var told: (sequence: Int, tables: [TableView])?
  /// Whole notifications of that commit, by the monitor's ID.
  private var notifications: [JSON: [UInt8]] = [:]

  /// - Parameter texts: what other views of the database have written.
  init(_ tables: [TableView], _ format: MonitorFormat, _ texts: NotificationTexts) {
    self.tables = tables
    self.format = format
    self.texts = texts
  }

  /// What is wanted of each table.
  var monitoredTables: [String: MonitoredTable] {
    Dictionary(tables.map { ($0.name, $0.table) }) { first, _ in first }
  }

  /// The notification of one commit to a monitor; nil if it has nothing to tell.
  func notification(_ entry: History.Entry, sequence: Int, id: JSON) -> [UInt8]? {
    if told?.sequence != sequence {
      told = (sequence, tables.filter { $0.member(of: entry, sequence: sequence) != nil })
      notifications = [:]
    }
    guard let tables = told?.tables, !tables.isEmpty else { return nil }
    if let text = notifications[id] { return text }
    let text = texts.text(of: tables, format, sequence: sequence, id: id) {
      let members = tables.compactMap { $0.member(of: entry, sequence: sequence) }
      return notification(Self.object(members), transaction: entry.id, id: id)
    }
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

  /// The <table-updates> of changes, empty or not.
  func updates(of changes: History.Changes) -> [UInt8] {
    Self.object(tables.compactMap { table in changes[table.name].flatMap(table.member(of:)) })
  }

  /// The <table-updates> of all rows, empty or not, before the commit of number `sequence`.
  func contents(of database: Database, sequence: Int) -> [UInt8] {
    Self.object(tables.compactMap { $0.contents(of: database, sequence: sequence) })
  }

  /// The <table-updates> of what monitors of this view see and those of `old`, a view of the same tables,
  /// do not, and the other way round, in a database that stays as it is; nil if that is nothing.
  func updates(changingFrom old: MonitorView, in database: Database) -> [UInt8]? {
    let members = zip(tables, old.tables).compactMap { table, old in
      table.member(changingFrom: old, in: database)
    }
    return members.isEmpty ? nil : Self.object(members)
  }

  /// Forgets what was written of the last commit.
  func dropUpdates() {
    guard let tables = told?.tables else { return }
    for table in tables { table.dropUpdates() }
    told = nil
    notifications = [:]
  }

  /// Forgets what was written for several clients.
  func dropCache() {
    dropUpdates()
    for table in tables { table.dropCache() }
  }

  var holdsContents: Bool { tables.contains(where: \.holdsContents) }

  /// Whether anything is kept for several clients.
  var isCaching: Bool { told != nil || tables.contains(where: \.isCaching) }

  /// The JSON object of these members.
  private static func object(_ members: [[UInt8]]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(members.reduce(2) { $0 + $1.count + 1 })
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in members.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += member
    }
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }
}
