internal import JSON
internal import OVSDB
internal import Session

extension DatabaseEvent: CustomStringConvertible {
  /// The event in a line.
  public var description: String {
    switch self {
    case .schema(let schema): "schema \(schema.name) \(schema.version)"
    case .contents(let rows, let format): "contents \(format) \(rows)"
    case .update(let rows, let format): "update \(format) \(rows)"
    case .coverage(let conditions):
      "coverage \(JSON.object(conditions.mapValues { .array($0.map(\.json)) }))"
    case .synchronised: "synchronised"
    case .transaction(let id, let outcome): "\(id) \(outcome)"
    case .lock(isOwned: true): "lock owned"
    case .lock(isOwned: false): "lock not owned"
    case .disconnected(let reason): "disconnected: \(reason)"
    case .gaveUp(let error): "gave up" + (error.map { ": \($0)" } ?? "")
    case .log(let line): "log \(line)"
    }
  }
}

extension TransactionOutcome: CustomStringConvertible {
  /// The outcome in a line.
  public var description: String {
    switch self {
    case .committed: "committed"
    case .failed(_, let error, nil): "failed: \(error)"
    case .failed(_, let error, let operation?): "failed at operation \(operation): \(error)"
    case .unknown: "unknown"
    }
  }
}

extension DatabaseClientStateMachine.Action: CustomStringConvertible {
  /// The action in a line.
  public var description: String {
    switch self {
    case .connect(let remote): "connect \(remote)"
    case .listen(let remote): "listen \(remote)"
    case .send(let message): "-> \(message)"
    case .close: "close"
    case .tell(let event): "\(event)"
    }
  }
}
