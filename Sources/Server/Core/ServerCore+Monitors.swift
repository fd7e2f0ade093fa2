internal import Database
internal import JSON
internal import OVSDB

extension ServerCore {
  /// `monitor`, `monitor_cond` and `monitor_cond_since`.
  func monitor(
    _ method: String, _ parameters: JSONElement, id requestID: JSON, _ session: SessionID,
    _ time: ServerTime
  ) throws(RequestError) -> JSON? {
    guard let format = MonitorFormat(requestedBy: method),
      format == .update || offersConditionalMonitors
    else { throw .text("unknown method") }
    let hosted = try hosted(parameters, method)
    guard format.parameterCounts.contains(parameters.count), let id = parameters[1]?.json,
      let requests = parameters[2]
    else { throw .syntax("invalid parameters", parameters) }
    guard requests.kind == .object else {
      throw .syntax("monitor-requests must be object", requests)
    }
    guard find(id, session) == nil else { throw .syntax("duplicate monitor ID", parameters[1]) }
    guard hosted.mayMonitor(session) else { throw .exhausted("monitors") }
    let tables = try MonitorRequests(database: hosted.database, format: format).tables(requests)
    let lastKnown = format == .update3 ? try lastTransaction(parameters[3]) : nil

    let view = hosted.view(tables, format)
    hosted.monitors.append(
      Monitor(
        session: session, id: id, format: format, view: view, position: hosted.history.end))
    sessions[session]?.databases.insert(hosted.schema.name)
    let known = lastKnown.flatMap(hosted.history.sequence(after:))
    let updates: [UInt8]
    if let known {
      updates = view.updates(of: hosted.history.changes(since: known))
    } else {
      updates = view.contents(of: hosted.database, sequence: hosted.history.end)
      cacheDeadline = cacheDeadline ?? time.now + .seconds(1)
    }
    guard format == .update3 else {
      respond(to: requestID, with: updates, session)
      return nil
    }
    var result = Array("[\(known != nil),\"\(hosted.history.id)\",".utf8)
    result.reserveCapacity(updates.count + 64)
    result += updates
    result.append(UInt8(ascii: "]"))
    respond(to: requestID, with: result, session)
    return nil
  }

  private func lastTransaction(_ wire: JSONElement?) throws(RequestError) -> UUID {
    guard let text = wire?.string else { throw .syntax("last-txn-id must be string", wire) }
    guard let id = UUID(text) else { throw .syntax("last-txn-id must be UUID format.", wire) }
    return id
  }

  private func find(_ id: JSON, _ session: SessionID) -> (HostedDatabase, Monitor)? {
    for name in sessions[session]?.databases ?? [] {
      guard let hosted = databases[name] else { continue }
      if let monitor = hosted.monitors.first(where: { $0.session == session && $0.id == id }) {
        return (hosted, monitor)
      }
    }
    return nil
  }

  func changeCondition(
    _ parameters: JSONElement, _ session: SessionID
  ) throws(RequestError) -> JSON {
    guard parameters.count == 3, let id = parameters[0]?.json, let newID = parameters[1]?.json,
      let requests = parameters[2]
    else { throw .syntax("invalid parameters", parameters) }
    guard let (hosted, monitor) = find(id, session) else {
      throw .syntax("unknown monitor session", parameters[0])
    }
    guard id == newID || find(newID, session) == nil else {
      throw .syntax("duplicate monitor ID", parameters[1])
    }
    let tables = try MonitorRequests(database: hosted.database, format: monitor.format)
      .tables(monitor.view.monitoredTables, changedBy: requests)
    // What happened before is told by the old condition and under the old name.
    flush(monitor, hosted)
    monitor.id = newID
    guard monitor.format != .update else { return [:] }
    let old = monitor.view
    monitor.view = hosted.view(tables, monitor.format)
    if let updates = monitor.view.updates(changingFrom: old, in: hosted.database) {
      let text = monitor.view.notification(
        updates, transaction: hosted.history.id, id: monitor.id)
      actions.append(.sendText(session, text))
    }
    return [:]
  }

  func cancelMonitor(
    _ parameters: JSONElement, _ session: SessionID
  ) throws(RequestError) -> JSON {
    guard parameters.count == 1, let id = parameters[0]?.json else {
      throw .text("invalid parameters")
    }
    guard let (hosted, monitor) = find(id, session) else { throw .text("unknown monitor") }
    hosted.monitors.removeAll { $0 === monitor }
    return [:]
  }
}

// Updates.
extension ServerCore {
  /// Tells all sessions that can take it what has happened in a database.
  func flushMonitors(of hosted: HostedDatabase) {
    var areAllTold = true
    for monitor in hosted.monitors {
      if sessions[monitor.session]?.isCongested == false {
        flush(monitor, hosted)
      } else {
        areAllTold = false
      }
    }
    if areAllTold { hosted.dropUpdates() }
  }

  /// Tells a session what has happened in all databases, congested or not.
  func flushMonitors(of session: SessionID) {
    for name in sessions[session]?.databases ?? [] {
      guard let hosted = databases[name] else { continue }
      for monitor in hosted.monitors where monitor.session == session { flush(monitor, hosted) }
    }
  }

  private func flush(_ monitor: Monitor, _ hosted: HostedDatabase) {
    while monitor.position < hosted.history.end {
      guard let entry = hosted.history[monitor.position] else {
        disconnect(monitor.session, reason: "too slow to be told of all changes")
        return
      }
      if let text = monitor.view.notification(entry, sequence: monitor.position, id: monitor.id) {
        actions.append(.sendText(monitor.session, text))
      }
      monitor.position += 1
    }
  }
}

extension MonitorFormat {
  /// How many parameters the request may have.
  fileprivate var parameterCounts: ClosedRange<Int> {
    switch self {
    case .update: 3...Int.max
    case .update2: 3...3
    case .update3: 4...4
    }
  }
}
