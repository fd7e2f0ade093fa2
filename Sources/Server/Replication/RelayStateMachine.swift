internal import JSON
internal import OVSDB
internal import Session

/// What a relay says to the server of which its database is a copy, and what it makes of the answers.
///
/// A value without connection or database: it takes the messages of one connection after the other and
/// returns what is to be done. After a connection was lost it asks for what it missed.
struct RelayStateMachine {
  enum Action {
    case send(RPCMessage<JSON>)
    /// Hold these rows and no others, <table-updates2>; the schema may be another one.
    case adopt(DatabaseSchema, contents: JSONElement, transaction: UUID)
    /// Follow a transaction, <table-updates2>.
    case follow(updates: JSONElement, transaction: UUID)
    /// Pass on the answer to a transaction.
    case answer(ForwardedTransaction, RPCMessage<JSON>)
    /// Say that the source is there, or not.
    case setConnected(Bool)
    /// Give up this connection, for this reason.
    case reconnect(String)
  }

  private enum Request {
    case awareness, schema, contents
    case transaction(ForwardedTransaction)
  }

  private let database: String
  private var schema: DatabaseSchema?
  /// Names the contents here; nil as long as there are none.
  private var transaction: UUID?
  private var requests: [Int64: Request] = [:]
  private var lastID: Int64 = 0
  private var isConnected = false
  /// Transactions that came while there was nobody to execute them.
  private var waiting: [ForwardedTransaction] = []

  init(database: String) { self.database = database }

  /// A connection to the source stands.
  mutating func connected() -> [Action] {
    [request("set_db_change_aware", [true], .awareness), requestSchema()]
  }

  /// The connection is lost: of transactions that were under way nobody knows the outcome.
  mutating func disconnected() -> [Action] {
    var actions: [Action] = isConnected ? [.setConnected(false)] : []
    isConnected = false
    for case .transaction(let forwarded) in requests.values {
      actions.append(.answer(forwarded, .failure(id: forwarded.id, error: "canceled")))
    }
    requests = [:]
    return actions
  }

  /// Nothing that is here can be relied on: all of it is to be read anew.
  mutating func forget() { transaction = nil }

  /// Has a transaction executed, now or when the source is there.
  mutating func forward(_ forwarded: ForwardedTransaction) -> [Action] {
    guard isConnected else {
      waiting.append(forwarded)
      return []
    }
    return [request("transact", forwarded.parameters.json, .transaction(forwarded))]
  }

  mutating func receive(_ message: RPCMessage<JSONElement>) -> [Action] {
    switch message {
    case .notification("update3", let parameters):
      guard let text = parameters[1]?.string, let id = UUID(text), let updates = parameters[2]
      else { return [.reconnect("an update cannot be understood")] }
      return [.follow(updates: updates, transaction: note(id))]
    case .notification("monitor_canceled", _): return [requestSchema()]
    case .notification: return []
    case .request(let id, _, _): return [.send(.failure(id: id, error: "unknown method"))]
    case .response(let id, let result): return answered(id, .success(result))
    case .failure(let id, let error): return answered(id, .failure(error.json))
    }
  }
}

// Answers.
extension RelayStateMachine {
  private enum Answer {
    case success(JSONElement)
    case failure(JSON)
  }

  private mutating func answered(_ id: JSON, _ answer: Answer) -> [Action] {
    guard case .integer(let number) = id, let request = requests.removeValue(forKey: number) else {
      return []
    }
    switch (request, answer) {
    case (.awareness, _): return []
    case (.transaction(let forwarded), .success(let result)):
      return [.answer(forwarded, .response(id: forwarded.id, result: result.json))]
    case (.transaction(let forwarded), .failure(let error)):
      return [.answer(forwarded, .failure(id: forwarded.id, error: error))]
    case (.schema, .success(let wire)): return monitor(wire)
    case (.contents, .success(let result)): return begin(result)
    case (_, .failure(let error)): return [.reconnect("\(database): \(error)")]
    }
  }

  private mutating func requestSchema() -> Action {
    request("get_schema", [.string(database)], .schema)
  }

  private mutating func monitor(_ wire: JSONElement) -> [Action] {
    guard let schema = try? DatabaseSchema(wire: wire), schema.name == database else {
      return [.reconnect("\(database): the schema cannot be understood")]
    }
    if schema != self.schema { transaction = nil }
    self.schema = schema
    let tables = schema.tables.mapValues { table -> JSON in
      [["columns": .array(table.columns.keys.sorted().map { .string($0) })]]
    }
    let parameters: JSON = [
      .string(database), .string(database), .object(tables),
      .string((transaction ?? .zero).description),
    ]
    return [request("monitor_cond_since", parameters, .contents)]
  }

  private mutating func begin(_ result: JSONElement) -> [Action] {
    guard let isKnown = result[0]?.boolean, let text = result[1]?.string,
      let transaction = UUID(text), let updates = result[2], let schema
    else { return [.reconnect("\(database): the contents cannot be understood")] }
    let name = note(transaction)
    var actions: [Action] = [
      isKnown
        ? .follow(updates: updates, transaction: name)
        : .adopt(schema, contents: updates, transaction: name)
    ]
    if !isConnected {
      isConnected = true
      actions.append(.setConnected(true))
    }
    let forwarded = waiting
    waiting = []
    return actions + forwarded.flatMap { forward($0) }
  }

  /// Notes the name that the source has for the contents; one that has no names for them, and says
  /// zero, cannot be asked for what was missed. Returns a name in any case.
  private mutating func note(_ id: UUID) -> UUID {
    transaction = id == .zero ? nil : id
    return transaction ?? .random()
  }

  private mutating func request(
    _ method: String, _ parameters: JSON, _ request: Request
  ) -> Action {
    lastID += 1
    requests[lastID] = request
    return .send(.request(id: .integer(lastID), method: method, parameters: parameters))
  }
}
