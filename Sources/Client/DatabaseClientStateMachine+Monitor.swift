internal import JSON
internal import OVSDB

// The schema and the rows.
extension DatabaseClientStateMachine {
  /// The name of the present monitor: another one for each time it is set up.
  var monitorName: String { "\(configuration.database) \(round)" }

  mutating func requestSchema() {
    phase = .schema
    round += 1
    send("get_schema", [.string(configuration.database)], .schema(round: round))
  }

  mutating func receivedSchema(
    _ reply: Reply, round: Int, now: Duration
  ) throws(ProtocolViolation) {
    guard round == self.round, phase == .schema else { return }
    guard case .result(let wire) = reply else {
      let reason = "server does not have database \(configuration.database)"
      return drop("\(reason); trying another server", .warning, .client, now: now)
    }
    let schema = try schema(wire)
    guard schema.name == configuration.database else {
      throw ProtocolViolation("schema of \(configuration.database) has the name \(schema.name)")
    }
    self.schema = schema
    selection = configuration.monitored(schema)
    isAnnounced = true
    actions.append(.tell(.schema(schema)))
    requestLock()
    if selection.isEmpty {
      becomeSynchronised()
    } else {
      requestContents(.conditionalSince)
    }
  }

  /// The schema that is expected where it is this one.
  private func schema(_ wire: JSONElement) throws(ProtocolViolation) -> DatabaseSchema {
    let expected = configuration.expectedSchema
    if let expected, wire.isIdentical(to: expected.wire) { return expected.schema }
    let schema = try Self.schema(wire, of: configuration.database)
    if let expected, expected.schema == schema { return expected.schema }
    return schema
  }

  private mutating func requestContents(_ method: MonitorMethod) {
    phase = .contents
    conditions.setUp(method, selection)
    var tables: [String: JSON] = [:]
    for (table, columns) in selection {
      var request: [String: JSON] = ["columns": .array(columns.map { .string($0) })]
      if let conditions = conditions.requested[table] {
        request["where"] = MonitorConditions.clauses(conditions)
      }
      tables[table] = [.object(request)]
    }
    var parameters: [JSON] = [
      .string(configuration.database), .string(monitorName), .object(tables),
    ]
    if method == .conditionalSince {
      parameters.append(.string(held.continuation(schema, selection, conditions.requested)))
    }
    send(method.rawValue, .array(parameters), .contents(method, round: round))
  }

  mutating func receivedContents(
    _ reply: Reply, _ method: MonitorMethod, round: Int, now: Duration
  ) throws(ProtocolViolation) {
    guard round == self.round, phase == .contents else { return }
    switch reply {
    case .error(let error):
      guard Self.isUnknownMethod(error), let fallback = method.fallback else {
        throw ProtocolViolation("\(method.rawValue) of \(configuration.database) failed: \(error)")
      }
      requestContents(fallback)
    case .result(let result) where method == .conditionalSince:
      try receivedContentsSince(result)
    case .result(let updates):
      try verify(updates, method.format)
      held.forget()
      actions.append(.tell(.contents(updates, method.format)))
      becomeSynchronised()
    }
  }

  /// [<found>, <last-txn-id>, <table-updates2>]
  private mutating func receivedContentsSince(
    _ result: JSONElement
  ) throws(ProtocolViolation) {
    guard result.count == 3, let isFound = result[0]?.boolean, let last = result[1]?.string,
      let updates = result[2]
    else { throw ProtocolViolation("result of monitor_cond_since is malformed") }
    try verify(updates, .update2)
    held.note(last, schema, selection, conditions.requested)
    actions.append(.tell(isFound ? .update(updates, .update2) : .contents(updates, .update2)))
    becomeSynchronised()
  }

  private mutating func becomeSynchronised() {
    phase = .synchronised
    conditions.confirm()
    tellCoverage()
    actions.append(.tell(.synchronised))
    requestConditions()
  }

  /// Sets everything up again on the same connection.
  mutating func startOver(_ reason: String) {
    if phase == .synchronised || phase == .contents, !selection.isEmpty {
      send("monitor_cancel", [.string(monitorName)], .cancelMonitor)
    }
    withdraw(reason)
    tell(.info, .client, reason)
    requestSchema()
  }

  private static func isUnknownMethod(_ error: JSONElement) -> Bool {
    (error.string ?? error["error"]?.string) == "unknown method"
  }
}

// Notifications.
extension DatabaseClientStateMachine {
  mutating func updated(
    _ method: String, _ parameters: JSONElement, _ count: Int, _ format: UpdateFormat,
    now: Duration
  ) throws(ProtocolViolation) {
    guard parameters.count == count, let name = parameters[0], let updates = parameters[count - 1]
    else { throw ProtocolViolation("\(method) does not have \(count) parameters") }
    if name.isString(equalTo: monitorName), phase == .synchronised {
      try verify(updates, format)
      if count == 3 {
        guard let last = parameters[1]?.string else {
          throw ProtocolViolation("\(method) has no transaction ID")
        }
        held.note(last)
      }
      actions.append(.tell(.update(updates, format)))
    } else if name.isString(equalTo: Self.serverMonitor), format == .update2 {
      try server.apply(updates, database: configuration.database)
      try serverChanged(now: now)
    } else {
      tell(.debug, .client, "\(method) of unknown monitor \(name)")
    }
  }

  /// The server has removed or converted the database; `_Server` tells which.
  mutating func monitorCanceled(
    _ parameters: JSONElement, now: Duration
  ) throws(ProtocolViolation) {
    guard let name = parameters[0] else {
      throw ProtocolViolation("monitor_canceled has no parameters")
    }
    guard name.isString(equalTo: monitorName), phase == .synchronised || phase == .contents
    else { return }
    withdraw("server canceled the monitor of \(configuration.database)")
    phase = .serverContents
    round += 1
    try serverChanged(now: now)
  }
}
