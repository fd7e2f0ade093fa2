public import OVSDB

/// What became of a transaction.
public enum TransactionVerdict: Sendable {
  case committed
  /// The server refused it: at the operation of that index, or, if `nil`, when committing.
  case failed(DatabaseError, operation: Int?)
  /// The connection was lost before the reply.
  case unknown
}
