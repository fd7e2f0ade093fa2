public import Database
internal import JSON
internal import OVSDB
internal import Session

// Databases come, change and go.
extension ServerCore {
  /// Offers a database, under its schema's name. Returns false if one of that name is there.
  public func add(_ database: Database, _ time: ServerTime) -> Bool {
    let name = database.schema.name
    guard databases[name] == nil, relays[name] == nil else { return false }
    host(database)
    updateServerDatabase(time)
    reconnectUnaware(reason: "adding \(name) database")
    return true
  }

  /// Begins to offer what a database holds now.
  @discardableResult
  func host(_ database: Database) -> HostedDatabase {
    let hosted = HostedDatabase(database, commit: uuids.next())
    databases[database.schema.name] = hosted
    return hosted
  }

  /// Withdraws a database. Returns false if it is not there, or is `_Server`.
  public func remove(_ name: String, _ time: ServerTime) -> Bool {
    guard name != ServerDatabase.name, databaseNames.contains(name) else { return false }
    cancelForwarded(of: name)
    relays[name] = nil
    if let hosted = databases.removeValue(forKey: name) {
      cancelMonitors(of: hosted)
      for transaction in hosted.waiting {
        send(.failure(id: transaction.id, error: "canceled"), to: transaction.session)
      }
    }
    updateServerDatabase(time)
    reconnectUnaware(reason: "removing \(name) database")
    return true
  }

  /// `convert`: the same contents by another schema.
  func convert(
    _ parameters: JSONElement, _ session: SessionID, _ time: ServerTime
  ) throws(RequestError) -> JSON {
    let hosted = try hosted(parameters, "convert")
    let name = hosted.schema.name
    guard parameters.count == 2, let wire = parameters[1] else {
      throw .syntax("array expected", parameters)
    }
    guard wire.kind == .object else {
      throw .syntax("Parsing database schema failed: Object expected.")
    }
    let schema = try Self.schema(wire)
    guard schema.name == name else {
      throw .operation(
        OperationError(
          "invalid parameters",
          "new schema name (\(schema.name)) does not match database name (\(name))"))
    }
    guard name != ServerDatabase.name, sessions[session]?.rights.isReadOnly == false else {
      throw .operation(
        OperationError(
          "not allowed",
          "convert operation not allowed when database server is in read only mode"))
    }
    guard relays[name] == nil else {
      throw .operation(
        OperationError("not allowed", "convert operation not allowed for relay database \(name)"))
    }
    let converted = try Self.converted(hosted.database, to: schema)
    actions.append(
      .replace(database: name, schema, contents: converted.snapshotRecord(date: time.date)))
    cancelMonitors(of: hosted)
    let waiting = hosted.waiting
    host(converted).waiting = waiting
    updateServerDatabase(time)
    retryWaiting(name, time)
    return [:]
  }

  private static func schema(_ wire: JSONElement) throws(RequestError) -> DatabaseSchema {
    do throws(SchemaError) {
      return try DatabaseSchema(wire: wire)
    } catch {
      throw .syntax("\(error)")
    }
  }

  private static func converted(
    _ database: Database, to schema: DatabaseSchema
  ) throws(RequestError) -> Database {
    do throws(OperationError) { return try database.converted(to: schema) } catch {
      throw .operation(error)
    }
  }

  /// Ends the monitors of a database that is no longer what it was, and tells those who understand.
  func cancelMonitors(of hosted: HostedDatabase) {
    for monitor in hosted.monitors where sessions[monitor.session]?.isChangeAware == true {
      send(
        .notification(method: "monitor_canceled", parameters: [monitor.id]), to: monitor.session)
    }
    hosted.monitors = []
  }

  /// Changes a database on the server's own account, if it can be.
  func update(_ name: String, _ operations: [OVSDB.Operation], _ time: ServerTime) {
    try? execute(operations.map(\.json), in: name, time)
  }

  /// Executes operations on the server's own account; throws if one, or the commit, fails.
  func execute(
    _ operations: [JSON], in name: String, _ time: ServerTime
  ) throws(OperationError) {
    guard let hosted = databases[name] else { return }
    let parameters: [JSON] = [.string(name)] + operations
    let context = TransactionContext(now: time.now, date: time.date, isServer: true)
    let run = hosted.database.transact(parameters: JSONElement(.array(parameters)), context)
    guard case .completed(let reply, let commit) = run else { return }
    guard let commit else {
      // It failed, or changed nothing.
      if let error = Self.failure(in: reply) { throw error }
      return
    }
    committed(commit, in: hosted)
    retryWaiting(name, time)
  }

  private static func failure(in reply: [UInt8]) -> OperationError? {
    guard let results = try? JSON(parsing: reply),
      let failure = results.arrayValue?.first(where: { $0["error"] != nil }),
      let error = failure["error"]?.stringValue
    else { return nil }
    return OperationError(error, failure["details"]?.stringValue)
  }

  /// Disconnects the sessions that cannot be told that databases have changed: they find out when
  /// they come back.
  public func reconnectUnaware(reason: String) {
    for (id, session) in sessions where !session.isChangeAware {
      disconnect(id, reason: reason)
    }
  }

  /// Forgets conditional monitors, as servers older than Open vSwitch 2.5 do not know them.
  public func disableConditionalMonitors() {
    offersConditionalMonitors = false
    reconnectAll(reason: "user ran ovsdb-server/disable-monitor-cond")
  }

  /// Disconnects everybody.
  public func reconnectAll(reason: String) {
    for id in sessions.keys { disconnect(id, reason: reason) }
  }

  /// Makes the rows of `_Server` say what databases there are.
  func updateServerDatabase(_ time: ServerTime) {
    var wanted: [String: DatabaseDescription] = [:]
    for name in databaseNames {
      let schema = databases[name].map { JSON.string($0.database.layout.schemaText) }
      let relay = relays[name]
      wanted[name] = DatabaseDescription(
        schema: schema, isRelay: relay != nil, isConnected: relay?.isConnected ?? true)
    }
    let operations = ServerDatabase.operations(from: descriptions, to: wanted)
    guard !operations.isEmpty else { return }
    descriptions = wanted
    update(ServerDatabase.name, operations, time)
  }
}
