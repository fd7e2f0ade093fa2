public import JSON

/// The result of "transact": RFC 7047 4.1.3.
public struct TransactionResult: Hashable, Sendable {
  /// One for each operation that was sent.
  public var operations: [OperationResult]
  /// Why the transaction failed when it was committed, though each operation had succeeded.
  public var commitError: DatabaseError?

  /// Reads the result of a transaction of `operationCount` operations.
  ///
  /// Throws if it is no array, or has neither one element for each nor one more, an error.
  public init(wire: JSONElement, operationCount: Int) throws(WireError) {
    let hasCommitError = wire.count == operationCount + 1
    guard wire.kind == .array, wire.count == operationCount || hasCommitError else {
      throw WireError(expected: "an array of \(operationCount) results", found: wire)
    }
    var results: [OperationResult] = []
    results.reserveCapacity(wire.count)
    try wire.forEachElement { element throws(WireError) in
      do throws(WireError) { results.append(try OperationResult(wire: element)) } catch {
        throw error.within("operation \(results.count)")
      }
    }
    if hasCommitError {
      guard case .failure(let error)? = results.popLast() else {
        throw WireError(expected: "an error after the last result", found: wire)
      }
      commitError = error
    }
    operations = results
  }

  /// Why the transaction was not committed, and the index of the operation that failed, `nil` if it
  /// was the commit; `nil` if the transaction was committed.
  public var failure: (error: DatabaseError, operation: Int?)? {
    for (index, result) in operations.enumerated() {
      if case .failure(let error) = result { return (error, index) }
    }
    return commitError.map { ($0, nil) }
  }
}
