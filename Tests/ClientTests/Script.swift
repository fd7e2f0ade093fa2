import Client
import JSON
import OVSDB
import Session
import Testing

/// Plays a conversation of inputs with a state machine and writes down what it answers.
///
/// A line is an input; the indented lines after it are the actions that it must lead to:
///
///     start              begins, at 0 s
///     at 1.5             time passes until 1.5 s
///     connected          the attempt succeeded
///     closed, cut, refused, garbage          how an attempt or a connection ended
///     <- #1 WORD …       the reply to request 1; for the words see `replies`
///     <- METHOD […]      a notification
///     <- request METHOD  a request
///     lock NAME, unlock, steal NAME, transact, probe SECONDS, remotes LIST, reject WHY,
///     reconnect, forget-index, stop          what the user asks for
///     conditions {…}     which rows of tables the user wants
///     synchronised       a whole connection up to there, its actions left out
struct Script {
  private var machine: DatabaseClientStateMachine
  private var now = Duration.zero
  private var transcript: [String] = []

  /// Plays the inputs among `lines` and returns them with the actions that followed.
  static func play(_ text: String, _ configuration: DatabaseClientConfiguration) throws -> String {
    var script = Script(configuration)
    for line in text.split(separator: "\n") where !line.hasPrefix("  ") {
      script.transcript.append(String(line))
      if line == "synchronised" {
        for line in synchronisation { try script.enter(line) }
        _ = script.machine.takeActions()
      } else {
        try script.enter(line)
        script.transcript += script.machine.takeActions().map { "  " + Self.line($0) }
      }
    }
    return script.transcript.joined(separator: "\n")
  }

  private init(_ configuration: DatabaseClientConfiguration) {
    var randomness = FixedOrder()
    machine = DatabaseClientStateMachine(configuration, using: &randomness)
  }

  /// With a server of Open vSwitch 2.12 or later, of an empty zoo.
  private static let synchronisation: [Substring] = [
    "start", "connected", "<- #1 server-schema", "<- #2 result {}", "<- #3 standalone",
    "<- #4 schema 1.0.0", "<- #5 since new 1 {}",
  ]

  private mutating func enter(_ line: Substring) throws {
    let words = line.split(separator: " ", maxSplits: 1)
    let argument = words.count > 1 ? String(words[1]) : ""
    switch words[0] {
    case "start": machine.start(now: now)
    case "connected": machine.connected(now: now)
    case "at":
      now = .milliseconds(Int((try #require(Double(argument)) * 1000).rounded()))
      machine.advance(now: now)
    case "<-":
      machine.receivedBytes(now: now)
      machine.received(try RPCMessage(JSONElement(Self.message(argument))), now: now)
    case "closed": machine.connectionEnded(.closedByPeer, now: now)
    case "cut": machine.connectionEnded(.stream("Connection reset by peer"), now: now)
    case "refused": machine.connectionEnded(.stream("Connection refused"), now: now)
    case "garbage": machine.connectionEnded(.notJSON("unexpected '<' at byte 0"), now: now)
    case "lock": machine.setLock(argument)
    case "unlock": machine.setLock(nil)
    case "steal": machine.stealLock(argument)
    case "transact": _ = machine.transact([.comment("hello")])
    case "probe": machine.setProbeInterval(.seconds(try #require(Int(argument))), now: now)
    case "remotes":
      var randomness = FixedOrder()
      machine.setRemotes(
        try RemoteList(parsing: argument, runDirectory: "").remotes, now: now, using: &randomness)
    case "conditions":
      machine.setConditions(try Self.conditions(argument))
    case "reject": machine.rejectContents(argument, now: now)
    case "reconnect": machine.reconnectNow("on request", now: now)
    case "forget-index": machine.forgetClusterIndex()
    case "stop": machine.stop()
    default: throw ScriptError(description: "unknown input \(line)")
    }
  }
}

extension Script {
  private static func message(_ text: String) throws -> JSON {
    let words = text.split(separator: " ", maxSplits: 1)
    let argument = words.count > 1 ? String(words[1]) : ""
    guard words[0].hasPrefix("#"), let id = Int64(words[0].dropFirst()) else {
      let id: JSON = words[0] == "request" ? "them" : nil
      let words = words[0] == "request" ? argument.split(separator: " ", maxSplits: 1) : words
      return [
        "id": id, "method": .string(String(words[0])),
        "params": words.count > 1 ? try JSON(parsing: String(words[1])) : [],
      ]
    }
    if argument.hasPrefix("error ") {
      return [
        "id": .integer(id), "result": nil,
        "error": try JSON(parsing: String(argument.dropFirst(6))),
      ]
    }
    return ["id": .integer(id), "result": try result(argument), "error": nil]
  }

  private static func result(_ text: String) throws -> JSON {
    let words = text.split(separator: " ", maxSplits: 1)
    let argument = words.count > 1 ? String(words[1]) : ""
    switch words[0] {
    case "result": return try JSON(parsing: argument)
    case "server-schema": return try JSON(parsing: serverSchema)
    case "nothing": return [:]
    case "standalone":
      return serverContents(["model": "standalone", "connected": true, "leader": true])
    case "clustered", "relay":
      var row: JSON = ["model": .string(String(words[0])), "schema": .string(schema("1.0.0"))]
      for word in argument.split(separator: " ") {
        let pair = word.split(separator: "=")
        row = row.setting(
          String(pair[0]), pair.count > 1 ? .integer(try #require(Int64(pair[1]))) : true)
      }
      return serverContents(row)
    case "schema": return try JSON(parsing: schema(argument))
    case "since":
      let words = argument.split(separator: " ", maxSplits: 2)
      return [
        .boolean(words[0] == "found"), .string(transaction(words[1])),
        try JSON(parsing: String(words[2])),
      ]
    default: throw ScriptError(description: "unknown reply \(text)")
    }
  }

  /// `{"TABLE":["NAME"…]…}`: the rows of those names.
  private static func conditions(_ text: String) throws -> [String: [Condition]] {
    try #require(try JSON(parsing: text).objectValue).mapValues { names in
      try #require(names.arrayValue).map { Condition("name", .equal, $0) }
    }
  }

  private static func line(_ action: DatabaseClientStateMachine.Action) -> String {
    switch action {
    case .send(.request(let id, let method, let parameters)):
      "-> #\(id.integerValue.map { "\($0)" } ?? "\(id)") \(method) \(parameters)"
    default: "\(action)"
    }
  }

  /// The ID of a transaction, by a digit.
  static func transaction(_ number: some StringProtocol) -> String {
    "00000000-0000-0000-0000-00000000000\(number)"
  }

  private static func serverContents(_ row: JSON) -> JSON {
    [
      "Database": [
        "11111111-1111-1111-1111-111111111111": ["initial": row.setting("name", "Zoo")]
      ]
    ]
  }

  private static func schema(_ version: String) -> String {
    """
    {"name":"Zoo","version":"\(version)","tables":{"Animal":{"columns":{"name":\
    {"type":"string"}}}}}
    """
  }

  private static let serverSchema = """
    {"name":"_Server","version":"1.2.0","tables":{"Database":\
    {"columns":{"name":{"type":"string"},"model":{"type":"string"},"connected":\
    {"type":"boolean"},"leader":{"type":"boolean"},"schema":{"type":{"key":"string","min":0}},\
    "cid":{"type":{"key":"uuid","min":0}},"index":{"type":{"key":"integer","min":0}}}}}}
    """
}

struct ScriptError: Error, CustomStringConvertible {
  var description: String
}

/// Keeps a list of two in its order, and one of one.
struct FixedOrder: RandomNumberGenerator {
  func next() -> UInt64 { 0 }
}

extension JSON {
  /// An object with one member more.
  fileprivate func setting(_ name: String, _ value: JSON) -> JSON {
    var members = objectValue ?? [:]
    members[name] = value
    return .object(members)
  }
}

/// Plays `script` and compares.
func expect(
  _ script: String,
  _ configuration: DatabaseClientConfiguration = Zoo.configuration([.unix(path: "/db")]),
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let played = try Script.play(script, configuration)
  guard played != script else { return }
  Issue.record("the script went:\n\(played)\nend of script", sourceLocation: sourceLocation)
}
