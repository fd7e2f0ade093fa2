public import JSON
public import Session

// What the server says.
extension DatabaseClientStateMachine {
  /// A reply, as it is read.
  enum Reply {
    case result(JSONElement)
    case error(JSONElement)
  }

  /// A message arrived; `echo` requests are not reported.
  public mutating func received(_ message: RPCMessage<JSONElement>, now: Duration) {
    guard reconnect.isConnected else { return }
    do throws(ProtocolViolation) {
      switch message {
      case .request(let id, let method, _):
        tell(.debug, .rpc, "server asked for unknown method \"\(method)\"")
        actions.append(.send(.failure(id: id, error: "unknown method")))
      case .notification(let method, let parameters):
        try notified(method, parameters, now: now)
      case .response(let id, let result):
        try replied(id, .result(result), now: now)
      case .failure(let id, let error):
        try replied(id, .error(error), now: now)
      }
    } catch {
      drop("\(error)", .error, .client, now: now)
    }
    advance(now: now)
  }

  private mutating func replied(
    _ id: JSON, _ reply: Reply, now: Duration
  ) throws(ProtocolViolation) {
    if id == Self.probeID { return }
    guard let number = id.integerValue, let request = requests.removeValue(forKey: number) else {
      throw ProtocolViolation("reply to a request that was not sent, \(id)")
    }
    switch request {
    case .serverSchema: try receivedServerSchema(reply)
    case .serverContents: try receivedServerContents(reply, now: now)
    case .schema(let round): try receivedSchema(reply, round: round, now: now)
    case .contents(let method, let round):
      try receivedContents(reply, method, round: round, now: now)
    case .conditions(let round): try receivedConditions(reply, round: round)
    case .lock: try receivedLock(reply, number)
    case .transaction(let id, let count): try receivedOutcome(reply, id, operationCount: count)
    case .changeAware, .cancelMonitor, .unlock: break
    }
  }

  private mutating func notified(
    _ method: String, _ parameters: JSONElement, now: Duration
  ) throws(ProtocolViolation) {
    switch method {
    case "update": try updated(method, parameters, 2, .update, now: now)
    case "update2": try updated(method, parameters, 2, .update2, now: now)
    case "update3": try updated(method, parameters, 3, .update2, now: now)
    case "monitor_canceled": try monitorCanceled(parameters, now: now)
    case "locked": try lockChanged(method, parameters)
    case "stolen": try lockChanged(method, parameters)
    default: tell(.debug, .rpc, "server sent unknown notification \"\(method)\"")
    }
  }
}
