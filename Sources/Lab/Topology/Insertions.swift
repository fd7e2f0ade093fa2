internal import JSON
internal import OVSDB

/// Rows to insert in one transaction, that refer to each other by names.
struct Insertions {
  private(set) var operations: [OVSDB.Operation] = []

  /// Adds a row; returns what other rows of the transaction refer to it by.
  ///
  /// - Parameter references: columns that refer to rows of the transaction.
  mutating func add<R: Row>(_ row: R, _ references: [String: [JSON]] = [:]) -> JSON {
    let name = "row\(operations.count)"
    var columns = R.table.json(of: row)
    for (column, rows) in references where !rows.isEmpty { columns[column] = .set(rows) }
    operations.append(.insert(table: R.table.name, row: columns, name: name))
    return .namedUUID(name)
  }

  mutating func add(_ operation: OVSDB.Operation) { operations.append(operation) }
}
