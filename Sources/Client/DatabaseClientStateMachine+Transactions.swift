internal import JSON
public import OVSDB

extension DatabaseClientStateMachine {
  /// Sends a transaction; its outcome is told exactly once.
  ///
  /// While not connected nothing is sent, and the outcome is ``TransactionOutcome/notConnected``.
  public mutating func transact(_ operations: [Operation]) -> TransactionID {
    transactionCount += 1
    let id = TransactionID(transactionCount)
    guard isConnected else {
      actions.append(
        .tell(.transaction(id, .failed([], TransactionOutcome.notConnected, operation: nil))))
      return id
    }
    send(
      "transact", .array([.string(configuration.database)] + operations.map(\.json)),
      .transaction(id, operationCount: operations.count))
    return id
  }

  mutating func receivedOutcome(
    _ reply: Reply, _ id: TransactionID, operationCount: Int
  ) throws(ProtocolViolation) {
    actions.append(.tell(.transaction(id, try Self.outcome(reply, operationCount))))
  }

  private static func outcome(
    _ reply: Reply, _ operationCount: Int
  ) throws(ProtocolViolation) -> TransactionOutcome {
    switch reply {
    case .error(let error): return .failed([], databaseError(error), operation: nil)
    case .result(let wire):
      let result: TransactionResult
      do throws(WireError) {
        result = try TransactionResult(wire: wire, operationCount: operationCount)
      } catch {
        throw ProtocolViolation("result of transact: \(error)")
      }
      guard let failure = result.failure else { return .committed(result.operations) }
      return .failed(result.operations, failure.error, operation: failure.operation)
    }
  }

  /// The error of a request as a whole: an <error> (RFC 7047, 3.1) or, as in 4.1.4, a bare word.
  private static func databaseError(_ error: JSONElement) -> DatabaseError {
    (try? DatabaseError(wire: error))
      ?? DatabaseError(error: error.string ?? "\(error)", details: nil)
  }
}
