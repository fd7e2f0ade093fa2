internal import Database
public import JSON
internal import OVSDB
public import Session

extension ServerCore {
  /// Takes a message from a session.
  public func receive(
    _ message: RPCMessage<JSONElement>, from session: SessionID, _ time: ServerTime
  ) {
    guard sessions[session] != nil else { return }
    switch message {
    case .request(let id, let method, let parameters):
      do throws(RequestError) {
        guard let result = try perform(method, parameters, id: id, session, time) else { return }
        send(.response(id: id, result: result), to: session)
        if method == "convert" { reconnectUnaware(reason: "converting database") }
      } catch {
        send(.failure(id: id, error: error.json), to: session)
      }
    case .notification("cancel", let parameters): cancel(parameters, session)
    case .notification: break
    case .response(let id, _), .failure(let id, _):
      guard id != "echo" else { return }
      disconnect(session, reason: "received unexpected reply message")
    }
  }

  /// Performs a request; returns the result unless it comes later.
  private func perform(
    _ method: String, _ parameters: JSONElement, id: JSON, _ session: SessionID,
    _ time: ServerTime
  ) throws(RequestError) -> JSON? {
    switch method {
    case "transact":
      try transact(parameters, id: id, session, time)
      return nil
    case "monitor", "monitor_cond", "monitor_cond_since":
      return try monitor(method, parameters, id: id, session, time)
    case "monitor_cond_change": return try changeCondition(parameters, session)
    case "monitor_cancel": return try cancelMonitor(parameters, session)
    case "get_schema":
      actions.append(
        .sendSchema(session, id: id, try hosted(parameters, method).database.layout))
      return nil
    case "list_dbs": return .array(databaseNames.map { .string($0) })
    case "get_server_id": return serverIdentifier
    case "lock", "steal", "unlock": return try lock(method, parameters, session)
    case "set_db_change_aware": return try setChangeAware(parameters, session)
    case "convert": return try convert(parameters, session, time)
    case "echo": return parameters.json
    default: throw .text("unknown method")
    }
  }

  /// The database that the parameters begin with.
  func hosted(
    _ parameters: JSONElement, _ method: String
  ) throws(RequestError) -> HostedDatabase {
    guard let name = parameters[0]?.string else {
      throw .syntax("\(method) request params must begin with <db-name>", parameters)
    }
    guard let database = databases[name] else {
      guard relays[name] == nil else { throw .operation(Self.unavailable(name, method)) }
      throw .operation(
        OperationError(
          "unknown database", "\(method) request specifies unknown database \(name)",
          syntax: parameters))
    }
    return database
  }

  private func setChangeAware(
    _ parameters: JSONElement, _ session: SessionID
  ) throws(RequestError) -> JSON {
    guard parameters.count == 1, let isAware = parameters[0]?.boolean else {
      throw .syntax("set_db_change_aware: true or false parameter expected", parameters)
    }
    sessions[session]?.isChangeAware = isAware
    return [:]
  }

  private func lock(
    _ method: String, _ parameters: JSONElement, _ session: SessionID
  ) throws(RequestError) -> JSON {
    guard sessions[session]?.rights.isReadOnly == false else {
      throw .text("lock and unlock methods not allowed, DB server is read only.")
    }
    guard parameters.count == 1, let name = parameters[0]?.string, name.isLockName else {
      throw .syntax("\(method) request params must be <id>", parameters)
    }
    let isKnown = locks.contains(name, session: session)
    if method == "unlock" {
      guard isKnown else {
        throw .syntax("unlock: \"unlock\" without \"lock\" or \"steal\"", parameters)
      }
      if let notice = locks.unlock(name, by: session) { tell(notice) }
      return [:]
    }
    if isKnown { throw .syntax("must issue \"unlock\" before new \"\(method)\"", parameters) }
    guard locks.count(of: session) < SessionLimits.locks else {
      throw .exhausted("locks")
    }
    guard method == "steal" else {
      return ["locked": .boolean(locks.lock(name, by: session))]
    }
    if let notice = locks.steal(name, by: session) { tell(notice) }
    return ["locked": true]
  }
}

extension String {
  /// Whether this is an <id> of RFC 7047 3.1.
  fileprivate var isLockName: Bool {
    guard let first = utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
      return false
    }
    return utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "_")
    }
  }
}
