internal import JSON
public import OVSDB

/// The operations that make a draft true, and where to look in the results.
public struct TransactionPlan: Hashable, Sendable {
  public var operations: [OVSDB.Operation] = []
  /// The operations that insert rows, by the UUIDs that the rows have in the draft.
  public var insertions: [UUID: Int] = [:]
  /// The operation that reads the counter that was counted up, if any was.
  public var counterReading: Int?

  /// The UUIDs that the server gave to the rows that the draft inserted.
  public func insertedUUIDs(_ results: [OperationResult]) -> [UUID: UUID] {
    insertions.compactMapValues { index in
      guard results.indices.contains(index), case .inserted(let uuid) = results[index] else {
        return nil
      }
      return uuid
    }
  }

  /// The counter's new value.
  public func counterValue(_ results: [OperationResult]) -> Int64? {
    guard let index = counterReading, results.indices.contains(index),
      case .rows(let rows) = results[index]
    else { return nil }
    return rows.first?.values.first?.integerValue
  }
}

/// A number in a row that a transaction counts up.
public struct Counter: Hashable, Sendable {
  public var row: RowReference
  public var column: TableColumn
  /// Whether it is counted up even if the transaction would change nothing else.
  public var isForced: Bool

  public init(row: RowReference, column: TableColumn, isForced: Bool) {
    self.row = row
    self.column = column
    self.isForced = isForced
  }
}
