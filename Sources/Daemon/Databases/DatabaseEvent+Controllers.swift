public import Client
public import Replica
public import Transactions

// What clients tell, as controllers call it.
extension UpdateFormat {
  /// The same, as the replica calls it.
  public var ofReplica: TableUpdateFormat {
    switch self {
    case .update: .update
    case .update2: .update2
    }
  }
}

extension TransactionOutcome {
  /// The same, as far as a controller minds.
  public var verdict: TransactionVerdict {
    switch self {
    case .committed: .committed
    case .failed(_, let error, let operation): .failed(error, operation: operation)
    case .unknown: .unknown
    }
  }

  /// The event counter of this outcome, named as the C library's.
  var counterName: String {
    switch self {
    case .committed: "txn_success"
    case .failed: "txn_error"
    case .unknown: "txn_aborted"
    }
  }
}
