internal import Database
internal import JSON
public import OVSDB
internal import Server

/// What an operator does and sees, at the server itself.
extension LabServer {
  /// Runs a transaction, as `ovsdb-client transact` does, and returns when it is committed; who
  /// watches is told as time goes on.
  ///
  /// - Throws: ``LabError`` if the server does not run, or refuses it.
  @discardableResult
  public func transact(_ operations: OVSDB.Operation...) throws(LabError) -> [OperationResult] {
    try transact(operations)
  }

  /// As ``transact(_:)``, of a list.
  @discardableResult
  public func transact(_ operations: [OVSDB.Operation]) throws(LabError) -> [OperationResult] {
    let wire = try reply(to: operations)
    let result: TransactionResult
    do throws(WireError) {
      result = try TransactionResult(wire: wire, operationCount: operations.count)
    } catch {
      throw LabError("\(name): \(error)")
    }
    if let failure = result.failure {
      let operation = failure.operation.map { " in \(operations[$0].json)" } ?? ""
      throw LabError("\(name): \(failure.error)\(operation)")
    }
    return result.operations
  }

  /// The rows of a table, by UUID; none while the server does not run.
  public func rows<R: Row>(_ type: R.Type) -> [UUID: R] {
    guard let table = database?.tables[R.table.name] else { return [:] }
    var rows: [UUID: R] = [:]
    for (uuid, stored) in table.rows {
      var row = R()
      // A new row has what nobody has set.
      let wire = stored.json(stored.keptPositions, table.layout)
      // What was stored has the column's type.
      try? R.table.decode(JSONElement(wire), into: &row)
      rows[uuid] = row
    }
    return rows
  }
}

extension LabServer {
  /// How many rows its database has.
  var rowCount: Int { database?.rowCount ?? 0 }

  /// How many rows a table has.
  func rowCount<R: Row>(_ type: R.Type) -> Int {
    database?.tables[R.table.name]?.rows.count ?? 0
  }
}

/// Something that the lab was asked for and cannot do; why, in one line.
public struct LabError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
