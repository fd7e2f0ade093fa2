import JSON
import OVSDB
import Testing

@testable import Database

@Suite("Roles")
struct AccessTests {
  static let schema = #"""
    {"name":"Guarded","version":"1.0.0","tables":{
      "RBAC_Role":{"isRoot":true,"columns":{"name":{"type":"string"},
        "permissions":{"type":{"key":"string","value":{"type":"uuid","refTable":"RBAC_Permission","refType":"weak"},"min":0,"max":"unlimited"}}}},
      "RBAC_Permission":{"isRoot":true,"columns":{"table":{"type":"string"},
        "authorization":{"type":{"key":"string","min":0,"max":"unlimited"}},
        "insert_delete":{"type":"boolean"},
        "update":{"type":{"key":"string","min":0,"max":"unlimited"}}}},
      "Chassis":{"isRoot":true,"columns":{"name":{"type":"string"},"cfg":{"type":"integer"},
        "ids":{"type":{"key":"string","value":"string","min":0,"max":"unlimited"}}}},
      "Open":{"isRoot":true,"columns":{"a":{"type":"integer"}}},
      "Closed":{"isRoot":true,"columns":{"a":{"type":"integer"}}}}}
    """#

  static let setup = #"""
    [{"op":"insert","table":"RBAC_Permission","uuid-name":"c","row":{"table":"Chassis","authorization":["set",["name","ids:owner"]],"insert_delete":true,"update":"cfg"}},
     {"op":"insert","table":"RBAC_Permission","uuid-name":"o","row":{"table":"Open","authorization":"","insert_delete":false,"update":"a"}},
     {"op":"insert","table":"RBAC_Role","row":{"name":"host","permissions":["map",[["Chassis",["named-uuid","c"]],["Open",["named-uuid","o"]]]]}},
     {"op":"insert","table":"Chassis","row":{"name":"me"}},
     {"op":"insert","table":"Chassis","row":{"name":"you"}},
     {"op":"insert","table":"Chassis","row":{"name":"third","ids":["map",[["owner","me"]]]}},
     {"op":"insert","table":"Open","row":{"a":1}},
     {"op":"insert","table":"Closed","row":{"a":1}}]
    """#

  struct Case: CustomTestStringConvertible, Sendable {
    var operation: String
    /// What the role prohibits, `nil` if it does not.
    var prohibition: String?
    var testDescription: String { operation }
  }

  static let cases = [
    Case(operation: #"{"op":"insert","table":"Chassis","row":{"name":"me"}}"#),
    Case(
      operation: #"{"op":"insert","table":"Chassis","row":{"name":"you"}}"#,
      prohibition: "prohibit row insertion into table \"Chassis\"."),
    Case(
      operation: #"{"op":"update","table":"Chassis","where":[["name","==","me"]],"row":{"cfg":3}}"#),
    Case(
      operation:
        #"{"op":"update","table":"Chassis","where":[["name","==","third"]],"row":{"cfg":3}}"#),
    Case(
      operation:
        #"{"op":"update","table":"Chassis","where":[["name","==","me"]],"row":{"name":"x"}}"#,
      prohibition: "prohibit modification of table \"Chassis\"."),
    Case(
      operation: #"{"op":"update","table":"Chassis","where":[],"row":{"cfg":3}}"#,
      prohibition: "prohibit modification of table \"Chassis\"."),
    Case(
      operation:
        #"{"op":"mutate","table":"Chassis","where":[["name","==","you"]],"mutations":[["cfg","+=",1]]}"#,
      prohibition: "prohibit mutate operation on table \"Chassis\"."),
    Case(operation: #"{"op":"mutate","table":"Open","where":[],"mutations":[["a","+=",1]]}"#),
    Case(operation: #"{"op":"delete","table":"Chassis","where":[["name","==","me"]]}"#),
    Case(
      operation: #"{"op":"delete","table":"Open","where":[]}"#,
      prohibition: "prohibit row deletion from table \"Open\"."),
    Case(
      operation: #"{"op":"update","table":"Closed","where":[],"row":{"a":3}}"#,
      prohibition: "prohibit modification of table \"Closed\"."),
    Case(operation: #"{"op":"select","table":"Closed","where":[]}"#),
  ]

  private func run(_ text: String, _ access: AccessControl?) throws -> JSON {
    let database = Database(
      schema: try DatabaseSchema(wire: JSONDocument(parsing: Self.schema.utf8).root))
    _ = database.transact(try JSONDocument(parsing: Self.setup.utf8).root, TransactionContext())
    let operations = try JSONDocument(parsing: "[\(text)]".utf8).root
    guard
      case .completed(let reply, _) = database.transact(
        operations, TransactionContext(access: access))
    else { return "waits" }
    return reply.json
  }

  @Test("allow what their permissions say", arguments: cases)
  func roles(_ test: Case) throws {
    let reply = try run(test.operation, AccessControl(role: "host", client: "me"))
    if let prohibition = test.prohibition {
      #expect(
        reply == [
          [
            "error": "permission error",
            "details": .string("RBAC rules for client \"me\" role \"host\" \(prohibition)"),
          ]
        ])
    } else {
      #expect(reply[0]?["error"] == nil)
    }
  }

  @Test("allow everything where there is none, and nothing to who has no name or an unknown one")
  func others() throws {
    let operation = #"{"op":"insert","table":"Chassis","row":{"name":"me"}}"#
    #expect(try run(operation, nil)[0]?["error"] == nil)
    #expect(try run(operation, AccessControl(role: "", client: nil))[0]?["error"] == nil)
    #expect(
      try run(operation, AccessControl(role: "host", client: nil))[0]?["error"]
        == "permission error")
    #expect(
      try run(operation, AccessControl(role: "guest", client: "me"))[0]?["error"]
        == "permission error")
  }
}
