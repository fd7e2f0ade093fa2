import Database
import JSON
import OVSDB
import Testing

/// A database without a server: it is written directly, and tells all of its rows.
final class TestDatabase {
  private let database: Database

  init(_ schema: DatabaseSchema, seed: UInt64) {
    database = Database(schema: schema, uuids: UUIDSource(seed: seed))
  }

  /// Runs a transaction that must succeed.
  @discardableResult
  func transact(_ operations: [OVSDB.Operation]) throws -> [OperationResult] {
    let result = try attempt(operations)
    if let failure = result.failure { throw failure.error }
    return result.operations
  }

  /// Runs a transaction, whatever becomes of it.
  func attempt(_ operations: [OVSDB.Operation]) throws -> TransactionResult {
    let wire = JSONElement(.array(operations.map(\.json)))
    guard case .completed(let reply, _) = database.transact(wire, TransactionContext()) else {
      throw DatabaseError(error: "a transaction that waits")
    }
    return try TransactionResult(
      wire: JSONDocument(parsing: reply).root, operationCount: operations.count)
  }

  /// Inserts a row.
  @discardableResult
  func insert<R: Row>(_ row: R, also columns: [String: JSON] = [:]) throws -> UUID {
    let row = R.table.json(of: row).merging(columns) { $1 }
    let results = try transact([.insert(table: R.table.name, row: row)])
    guard case .inserted(let uuid)? = results.first else {
      throw DatabaseError(error: "\(results)")
    }
    return uuid
  }

  func rows<R: Row>(_ type: R.Type) throws -> [UUID: R] {
    var rows: [UUID: R] = [:]
    for (uuid, wire) in wireRows(R.table.name) {
      var row = R()
      try R.table.decode(JSONElement(wire), into: &row)
      rows[uuid] = row
    }
    return rows
  }

  /// Every row, as a server tells a client that knows none.
  var everything: JSONElement {
    var tables: [String: JSON] = [:]
    for name in database.tables.keys {
      let rows = wireRows(name).map { ($0.key.description, JSON.object(["initial": $0.value])) }
      tables[name] = .object(Dictionary(uniqueKeysWithValues: rows))
    }
    return JSONElement(.object(tables))
  }

  private func wireRows(_ table: String) -> [UUID: JSON] {
    guard let table = database.tables[table] else { return [:] }
    return table.rows.reduce(into: [:]) {
      $0[$1.key] = $1.value.json(table.layout.columns.indices, table.layout)
    }
  }
}
