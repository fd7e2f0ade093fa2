internal import JSON
internal import OVSDB
internal import Session

/// What a backup server says to the active one, and what it makes of the answers.
///
/// A value without connection or databases: it takes the messages of one connection after the other
/// and returns what is to be done.
///
///     connected ─► server ID ─► databases ─► schemas ─► contents ─► replicating
///                          (whatever cannot be) └────────────► failed
struct ReplicationStateMachine {
  enum Action {
    case send(RPCMessage<JSON>)
    /// Make a database hold what the active server's does, <table-updates> of all rows.
    case adopt(database: String, contents: JSONElement)
    /// Make a database follow, <table-updates> of a transaction.
    case apply(database: String, updates: JSONElement)
    /// Tell the operator.
    case log(String)
  }

  private enum State {
    case connecting, askedForID, askedForDatabases, askedForSchemas, askedForContents
    case replicating, failed
  }

  private let serverID: String
  private let exclusions: ReplicationExclusions
  /// The schemas of the databases here, by name.
  private let schemas: [String: DatabaseSchema]
  private var state = State.connecting
  /// Requests that are not yet answered, by ID, and the database that each is about.
  private var requests: [Int64: String] = [:]
  private var lastID: Int64 = 0
  /// What is taken over from the active server: databases, each with the tables and columns that
  /// it has there.
  private var chosen: [String: DatabaseSchema] = [:]

  /// - Parameter serverID: this server's own.
  init(
    serverID: String, exclusions: ReplicationExclusions, schemas: [String: DatabaseSchema]
  ) {
    self.serverID = serverID
    self.exclusions = exclusions
    self.schemas = schemas
  }

  /// Whether nothing more will come of it.
  var hasFailed: Bool { state == .failed }

  /// The databases that follow the active server's, in order; nil as long as they do not.
  var replicated: [String]? { state == .replicating ? chosen.keys.sorted() : nil }

  /// A connection to the active server stands.
  mutating func connected() -> [Action] {
    requests = [:]
    chosen = [:]
    state = .askedForID
    return [request("get_server_id", [])]
  }

  /// The connection is lost.
  mutating func disconnected() {
    if state != .failed { state = .connecting }
  }

  /// What was to be done could not be.
  mutating func fail() { state = .failed }

  mutating func receive(_ message: RPCMessage<JSONElement>) -> [Action] {
    switch message {
    case .notification("update", let parameters):
      guard state == .replicating || state == .askedForContents,
        let name = parameters[0]?.string, chosen[name] != nil, let updates = parameters[1]
      else { return [] }
      return [.apply(database: name, updates: updates)]
    case .response(let id, let result):
      guard case .integer(let number) = id, let name = requests.removeValue(forKey: number) else {
        return [.log("received unexpected reply")]
      }
      return answered(result, name)
    case .failure(_, let error): return failing("\(error.json)")
    case .request(let id, _, _):
      return [.send(.failure(id: id, error: "unknown method"))]
    case .notification: return []
    }
  }
}

// Answers.
extension ReplicationStateMachine {
  private mutating func answered(_ result: JSONElement, _ name: String) -> [Action] {
    switch state {
    case .askedForID:
      guard let text = result.string, UUID(text) != nil else {
        return failing("get_server_id failed: Server ID is not valid UUID")
      }
      guard text != serverID else {
        return failing("Server ID check failed: Self replicating is not allowed")
      }
      state = .askedForDatabases
      return [request("list_dbs", [])]
    case .askedForDatabases: return listed(result)
    case .askedForSchemas:
      choose(name, result)
      return requests.isEmpty ? monitor() : []
    case .askedForContents:
      if requests.isEmpty { state = .replicating }
      return [.adopt(database: name, contents: result)]
    case .connecting, .replicating, .failed: return []
    }
  }

  private mutating func listed(_ result: JSONElement) -> [Action] {
    guard result.kind == .array else {
      return failing("list_dbs failed: list_dbs response is not array")
    }
    var names: [String] = []
    result.forEachElement { element in
      if let name = element.string, schemas[name] != nil { names.append(name) }
    }
    state = .askedForSchemas
    guard !names.isEmpty else { return failing("Nothing to replicate.") }
    return names.map { request("get_schema", [.string($0)], about: $0) }
  }

  /// Takes a database over if all that is in it has a place here.
  private mutating func choose(_ name: String, _ wire: JSONElement) {
    guard let own = schemas[name], let schema = try? DatabaseSchema(wire: wire),
      own.hasRoom(for: schema)
    else { return }
    chosen[name] = schema
  }

  private mutating func monitor() -> [Action] {
    guard !chosen.isEmpty else { return failing("Nothing to replicate.") }
    state = .askedForContents
    return chosen.sorted { $0.key < $1.key }.map { name, schema in
      var tables: [String: JSON] = [:]
      for (table, columns) in schema.tables where !exclusions.contains(table, of: name) {
        let names = columns.columns.keys.sorted().map { JSON.string($0) }
        tables[table] = ["columns": .array(names)]
      }
      return request("monitor", [.string(name), .string(name), .object(tables)], about: name)
    }
  }

  private mutating func failing(_ reason: String) -> [Action] {
    state = .failed
    return [.log(reason)]
  }

  private mutating func request(
    _ method: String, _ parameters: JSON, about name: String = ""
  ) -> Action {
    lastID += 1
    requests[lastID] = name
    return .send(.request(id: .integer(lastID), method: method, parameters: parameters))
  }
}

extension DatabaseSchema {
  /// Whether each table and column of `other` is here too, with the same type.
  fileprivate func hasRoom(for other: DatabaseSchema) -> Bool {
    other.tables.allSatisfy { name, table in
      guard let own = tables[name] else { return false }
      return table.columns.allSatisfy { own.columns[$0.key] == $0.value }
    }
  }
}
