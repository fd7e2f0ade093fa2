internal import JSON
internal import OVSDB
internal import Session

// What the server says of itself, in its database `_Server`.
extension DatabaseClientStateMachine {
  static let serverMonitor = "_Server"

  /// Servers before Open vSwitch 2.9 have no `_Server`; they are taken as they are.
  mutating func receivedServerSchema(_ reply: Reply) throws(ProtocolViolation) {
    guard case .result(let wire) = reply else { return requestSchema() }
    let schema = try Self.schema(wire, of: "_Server")
    let known = schema.tables[ServerDatabase.table.name]?.columns ?? [:]
    let columns = ServerDatabase.table.columns.map(\.name).filter { known[$0] != nil }
    guard columns.contains("name") else { return requestSchema() }
    phase = .serverContents
    send("set_db_change_aware", [true], .changeAware)
    let request: JSON = [
      "columns": .array(columns.map { .string($0) }),
      "where": [["name", "==", .string(configuration.database)]],
    ]
    send(
      "monitor_cond",
      ["_Server", .string(Self.serverMonitor), [ServerDatabase.table.name: [request]]],
      .serverContents)
  }

  mutating func receivedServerContents(
    _ reply: Reply, now: Duration
  ) throws(ProtocolViolation) {
    guard case .result(let updates) = reply else { return requestSchema() }
    try server.apply(updates, database: configuration.database)
    try serverChanged(now: now)
  }

  /// Decides whether this server will do, and whether its database is still the one we know.
  mutating func serverChanged(now: Duration) throws(ProtocolViolation) {
    guard let row = server.row else { return databaseIsAbsent(now: now) }
    let requirement = ServerDatabase.Requirement(
      leaderOnly: configuration.leaderOnly, clusterID: configuration.clusterID,
      index: server.requiredIndex)
    if let objection = row.objection(requirement) {
      return drop("\(objection); trying another server", .info, .client, now: now)
    }
    server.noteIndex()
    switch phase {
    case .disconnected, .serverSchema, .schema: break
    case .serverContents, .absent: requestSchema()
    case .contents, .synchronised: try compareSchema(row.schema)
    }
  }

  /// As ``DatabaseClient/forgetClusterIndex()``.
  public mutating func forgetClusterIndex() { server.forgetIndex() }

  /// A database that this server does not have may be on another one, or may be created here.
  private mutating func databaseIsAbsent(now: Duration) {
    let reason = "server does not have database \(configuration.database)"
    guard reconnect.remoteCount == 1, attemptsLeft == nil else {
      return drop("\(reason); trying another server", .info, .client, now: now)
    }
    guard phase != .absent else { return }
    phase = .absent
    round += 1
    withdraw(reason)
    tell(.warning, .client, "\(reason); waiting for it")
  }

  private mutating func compareSchema(_ text: String?) throws(ProtocolViolation) {
    guard let text, !text.isEmpty, text != server.comparedSchema else { return }
    server.comparedSchema = text
    let json: JSON
    do throws(JSONError) {
      json = try JSON(parsing: text)
    } catch {
      throw ProtocolViolation("_Server table Database: column schema: \(error)")
    }
    let new = try Self.schema(JSONElement(json), of: configuration.database)
    if new != schema { startOver("schema of \(configuration.database) changed") }
  }

  static func schema(
    _ wire: JSONElement, of database: String
  ) throws(ProtocolViolation) -> DatabaseSchema {
    do throws(SchemaError) {
      return try DatabaseSchema(wire: wire)
    } catch {
      throw ProtocolViolation("schema of \(database): \(error)")
    }
  }
}
