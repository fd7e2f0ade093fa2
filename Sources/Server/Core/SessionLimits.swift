internal import Database
internal import JSON

/// What one session may have at once, far more than any client needs.
enum SessionLimits {
  static let monitors = 1000
  static let locks = 1000
  static let waitingTransactions = 1000
  /// Bytes of memory of the requests that wait, if there are several.
  static let waitingSize = 64 << 20
}

extension RequestError {
  /// A session wants more than it may have.
  static func exhausted(_ what: String) -> RequestError {
    .operation(OperationError("resources exhausted", "too many \(what)"))
  }
}

extension HostedDatabase {
  /// Whether one more request of a session may wait.
  func mayWait(_ session: SessionID, _ request: JSONElement) -> Bool {
    var (count, size) = (0, request.documentSize)
    for transaction in waiting where transaction.session == session {
      count += 1
      size += transaction.operations.documentSize
    }
    return count == 0
      || count < SessionLimits.waitingTransactions && size <= SessionLimits.waitingSize
  }

  /// Whether a session may have one more monitor.
  func mayMonitor(_ session: SessionID) -> Bool {
    monitors.count(where: { $0.session == session }) < SessionLimits.monitors
  }
}
