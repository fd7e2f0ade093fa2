internal import Database
internal import JSON
internal import OVSDB

/// What a server has promised to keep: its database as of the last transaction that it acknowledged,
/// and what it has executed since.
///
/// A server that starts again must hold all that was acknowledged, and of the rest a first part.
final class Ledger {
  /// What was broken, a line each.
  private(set) var breaches: [String] = []
  private let name: String
  private let schema: DatabaseSchema
  private var acknowledged: Database
  private var pending: [[UInt8]] = []

  init(_ name: String, _ schema: DatabaseSchema) {
    self.name = name
    self.schema = schema
    acknowledged = Database(schema: schema)
  }

  /// What was written before the account began is promised too.
  func begin(with database: Database) {
    acknowledged = Database(schema: schema)
    apply(JSONElement(database.snapshotRecord(date: 0)))
  }

  func executed(_ record: [UInt8]) { pending.append(record) }

  /// Everything executed so far is on disk, and whoever asked for it is told so.
  func acknowledge() {
    for record in pending { apply(record) }
    pending = []
  }

  /// The promises are void: somebody took the database away.
  func forget() {
    acknowledged = Database(schema: schema)
    pending = []
  }

  /// Compares what a server has found in its file.
  func restarted(with database: Database, at time: Duration) {
    var kept = 0
    var difference = Self.difference(acknowledged, database)
    for record in pending where difference != nil {
      apply(record)
      kept += 1
      difference = Self.difference(acknowledged, database)
    }
    if let difference {
      breaches.append("\(time) \(name) lost what it had acknowledged: \(difference)")
    }
    pending = []
  }

  private func apply(_ text: [UInt8]) {
    guard let document = try? JSONDocument(parsing: text) else {
      breaches.append("\(name) has written a record that is no JSON")
      return
    }
    apply(document.root)
  }

  private func apply(_ record: JSONElement) {
    do throws(OperationError) { try acknowledged.restore(record) } catch {
      breaches.append("\(name) has written a record that cannot be read: \(error)")
    }
  }

  /// The first difference in what is kept, in table and row; nil if there is none.
  private static func difference(_ expected: Database, _ found: Database) -> String? {
    for (name, table) in expected.tables.sorted(by: { $0.key < $1.key }) {
      guard let rows = found.tables[name]?.rows else { return "\(name) is not there" }
      if rows.count != table.rows.count {
        return "\(name) has \(rows.count) rows, not \(table.rows.count)"
      }
      let kept = table.layout.columns.indices.filter { table.layout.columns[$0].isPersistent }
      for (uuid, row) in table.rows {
        guard let other = rows[uuid] else { return "\(name) lacks \(uuid)" }
        for column in kept where row[column] != other[column] {
          return "\(name) \(uuid) differs in \(table.layout.columns[column].name)"
        }
      }
    }
    return nil
  }
}
