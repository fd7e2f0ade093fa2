import Database
import JSON
import OVSDB
import Session

@testable import Server

/// A core with one database, driven without sockets on a clock that the test turns.
final class CoreScript {
  let core = ServerCore()
  var now = Duration.zero
  private var lastID: Int64 = 0

  static let schema = """
    {"name":"Zoo","version":"1.0.0","tables":{"Animal":{"isRoot":true,"columns":{
      "name":{"type":"string"},"legs":{"type":"integer"},
      "foods":{"type":{"key":"string","min":0,"max":"unlimited"}}}},
      "Keeper":{"isRoot":true,"columns":{"name":{"type":"string"}}}}}
    """

  init() throws {
    let schema = try DatabaseSchema(wire: JSONElement(JSON(parsing: Self.schema)))
    _ = core.add(Database(schema: schema), time)
    _ = core.takeActions()
  }

  var time: ServerTime { ServerTime(now: now, date: 0) }

  /// A session that wants to be told of changes of databases.
  func open(isAware: Bool = true) -> SessionID {
    let session = core.open()
    if isAware { _ = call(session, "set_db_change_aware", [true]) }
    return session
  }

  /// Sends a request; returns what it makes the core do, in words.
  @discardableResult
  func call(_ session: SessionID, _ method: String, _ parameters: JSON) -> [String] {
    lastID += 1
    core.receive(
      .request(id: .integer(lastID), method: method, parameters: JSONElement(parameters)),
      from: session, time)
    return actions()
  }

  func notify(_ session: SessionID, _ method: String, _ parameters: JSON) -> [String] {
    core.receive(
      .notification(method: method, parameters: JSONElement(parameters)), from: session, time)
    return actions()
  }

  /// Lets time pass.
  func advance(to now: Duration) -> [String] {
    self.now = now
    core.advance(time)
    return actions()
  }

  /// What the core wants done, a line each: `2 <- TEXT`, `record Zoo`, `close 2`. UUIDs of rows are
  /// numbered as they appear.
  func actions() -> [String] {
    core.takeActions().map { action in
      switch action {
      case .record(let database, _): "record \(database)"
      case .replace(let database, _, _): "replace \(database)"
      case .send(let session, let message): "\(session.number) <- \(words(message.json))"
      case .sendText(let session, let text):
        "\(session.number) <- \((try? JSON(parsing: text)).map(words) ?? "no JSON")"
      case .sendSchema(let session, _, let layout):
        "\(session.number) <- \(withoutUUIDs(layout.schemaText))"
      case .disconnect(let session, _): "close \(session.number)"
      }
    }
  }

  private func words(_ message: JSON) -> String {
    let text: String
    if let method = message["method"]?.stringValue {
      text = "\(method) \(message["params"] ?? .null)"
    } else if let error = message["error"], !error.isNull {
      text = "error \(error)"
    } else {
      text = "\(message["result"] ?? .null)"
    }
    return withoutUUIDs(text)
  }

  private var uuids: [String: String] = [:]

  private func withoutUUIDs(_ text: String) -> String {
    var result = ""
    var rest = Substring(text)
    while let first = rest.first {
      let candidate = String(rest.prefix(36))
      if UUID(candidate) != nil {
        let name = uuids[candidate] ?? "uuid-\(uuids.count + 1)"
        uuids[candidate] = name
        result += name
        rest = rest.dropFirst(36)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  static func insert(_ name: String, legs: Int64 = 4) -> JSON {
    [
      "Zoo",
      [
        "op": "insert", "table": "Animal",
        "row": ["name": .string(name), "legs": .integer(legs)],
      ],
    ]
  }
}
