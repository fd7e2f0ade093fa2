internal import Database
internal import JSON
internal import OVSDB
internal import Server
internal import Session

/// A database of the bench: the embedded server's core with one session that monitors what the compiler
/// asks for.
final class Side {
  private let core = ServerCore(uuids: UUIDSource())
  private let schema: DatabaseSchema
  private let session: SessionID
  private var time = ServerTime(now: .zero, date: 0)
  /// Updates that the session has been told and that nobody has taken yet.
  private var updates: [JSONElement] = []

  init(_ schema: DatabaseSchema) {
    self.schema = schema
    _ = core.add(Database(schema: schema), time)
    session = core.open()
    _ = core.takeActions()
  }

  /// Monitors those tables and columns, and returns their contents.
  func monitor(_ tables: [String: [String]]) -> JSONElement { monitor(tables, as: "bench") }

  /// The contents of those tables and columns.
  func contents(_ tables: [String: [String]]) -> JSONElement {
    let contents = monitor(tables, as: "once")
    _ = request("monitor_cancel", ["once"])
    return contents
  }

  private func monitor(_ tables: [String: [String]], as name: JSON) -> JSONElement {
    let request = JSON.object(
      tables.mapValues { .array([.object(["columns": .array($0.map { .string($0) })])]) })
    return self.request("monitor_cond", [.string(schema.name), name, request])
  }

  /// Runs a transaction, and returns what is wrong with it.
  func transact(_ operations: [OVSDB.Operation]) -> String? {
    let results = request("transact", [.string(schema.name)] + operations.map(\.json))
    var problem: String?
    results.forEachElement { result in
      if let error = result["error"]?.string, problem == nil {
        problem = "\(error): \(result["details"]?.string ?? "")"
      }
    }
    return problem
  }

  /// What rows say in a column that holds a string or none, by their UUIDs.
  func strings(_ column: String, in table: String) -> [UUID: String] {
    let select: JSON = .object([
      "op": "select", "table": .string(table), "where": .array([]),
      "columns": .array(["_uuid", .string(column)]),
    ])
    var found: [UUID: String] = [:]
    request("transact", [.string(schema.name), select])[0]?["rows"]?.forEachElement { row in
      guard let text = row["_uuid"]?[1]?.string, let uuid = UUID(text) else { return }
      found[uuid] = row[column]?.string
    }
    return found
  }

  /// How many rows of a table meet all conditions.
  func count(_ table: String, where conditions: [Condition]) -> Int {
    let operation = OVSDB.Operation.select(table: table, where: conditions, columns: ["_uuid"])
    let results = request("transact", [.string(schema.name), operation.json])
    var count = 0
    results[0]?["rows"]?.forEachElement { _ in count += 1 }
    return count
  }

  /// What the session was told since the last call.
  func takeUpdates() -> [JSONElement] {
    defer { updates = [] }
    return updates
  }

  private func request(_ method: String, _ parameters: [JSON]) -> JSONElement {
    core.receive(
      .request(id: 0, method: method, parameters: JSONElement(JSON.array(parameters))),
      from: session, time)
    var reply = JSONElement(JSON.null)
    for action in core.takeActions() {
      switch action {
      case .send(_, .response(_, let result)): reply = JSONElement(result)
      case .send(_, .notification(_, let parameters)): take(JSONElement(parameters))
      case .sendText(_, let text):
        guard let message = try? JSONDocument(parsing: text).root else { break }
        if let result = message["result"] { reply = result } else { take(message["params"]) }
      case .sendSchema(_, _, let layout): reply = JSONElement(layout.schema.json)
      default: break
      }
    }
    return reply
  }

  private func take(_ parameters: JSONElement?) {
    if let update = parameters?[1] { updates.append(update) }
  }
}
