public import OVSDB

/// How a transaction ended.
public enum TransactionOutcome: Equatable, Sendable {
  /// Every operation succeeded and the commit with them; one result for each operation.
  case committed([OperationResult])
  /// Nothing was changed. `operation` is the index of the one that failed, nil if the commit or the
  /// request as a whole did. The error is ``notConnected`` if it was never sent.
  case failed([OperationResult], DatabaseError, operation: Int?)
  /// The connection was lost before the reply: whether it committed shows in the replica alone, once
  /// that is synchronised again.
  case unknown

  /// The error of a transaction that was not sent, as the client was not connected.
  public static let notConnected = DatabaseError(error: "not connected", details: nil)
}
