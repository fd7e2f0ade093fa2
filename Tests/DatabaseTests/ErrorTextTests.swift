import JSON
import OVSDB
import Testing

@testable import Database

/// One transaction on ``MixedSchema`` for each kind of error, one error in each.
@Suite("The words of an error", .timeLimit(.minutes(2)))
struct ErrorTextTests {
  static let transactions: [String] = [
    // The form of operations.
    #"7"#, #"{}"#, #"{"op":5}"#, #"{"op":"1a"}"#, #"{"op":"nothing"}"#, #"{"op":"insert"}"#,
    #"{"op":"insert","table":"Root"}"#, #"{"op":"insert","table":7,"row":{}}"#,
    #"{"op":"insert","table":"None","row":{}}"#, #"{"op":"insert","table":"Root","row":[]}"#,
    #"{"op":"insert","table":"Child","row":{},"a":1}"#,
    #"{"op":"select","table":"Root"}"#, #"{"op":"select","table":"Root","where":3}"#,
    #"{"op":"select","table":"Root","where":[],"columns":3}"#,
    #"{"op":"select","table":"Root","where":[],"columns":["a"]}"#,
    #"{"op":"select","table":"Root","where":[],"columns":[3]}"#,
    #"{"op":"select","table":"Root","where":[],"columns":["name","name"]}"#,
    #"{"op":"select","table":"Root","where":[],"sort":["none"]}"#,
    #"{"op":"update","table":"Root","where":[]}"#, #"{"op":"mutate","table":"Root","where":[]}"#,
    #"{"op":"delete","table":"Root"}"#, #"{"op":"comment"}"#, #"{"op":"comment","comment":1}"#,
    #"{"op":"commit"}"#, #"{"op":"commit","durable":1}"#, #"{"op":"abort","why":1}"#,
    #"{"op":"abort"}"#, #"{"op":"assert"}"#, #"{"op":"assert","lock":"1"}"#,
    #"{"op":"assert","lock":"mine"}"#, #"{"op":"select","table":"Root","where":[]},3,{}"#,
    // Names of rows.
    #"{"op":"insert","table":"Child","row":{},"uuid-name":"1"}"#,
    #"{"op":"insert","table":"Child","row":{},"uuid-name":"a"},{"op":"insert","table":"Child","row":{"name":"b"},"uuid-name":"a"}"#,
    #"{"op":"insert","table":"Child","row":{},"uuid":"a"}"#,
    #"{"op":"insert","table":"Child","row":{},"uuid":"11111111-1111-4111-8111-111111111111"},{"op":"insert","table":"Child","row":{},"uuid":"11111111-1111-4111-8111-111111111111"}"#,
    // Values.
    #"{"op":"insert","table":"Root","row":{"none":1}}"#,
    #"{"op":"insert","table":"Root","row":{"name":1}}"#,
    #"{"op":"insert","table":"Root","row":{"name":""}}"#,
    #"{"op":"insert","table":"Root","row":{"name":"seven77"}}"#,
    #"{"op":"insert","table":"Root","row":{}}"#,
    #"{"op":"insert","table":"Root","row":{"number":1.5}}"#,
    #"{"op":"insert","table":"Root","row":{"number":41}}"#,
    #"{"op":"insert","table":"Root","row":{"number":-1}}"#,
    #"{"op":"insert","table":"Root","row":{"some":10}}"#,
    #"{"op":"insert","table":"Root","row":{"limits":["map",[["a",0]]]}}"#,
    #"{"op":"insert","table":"Root","row":{"ratio":"a"}}"#,
    #"{"op":"insert","table":"Root","row":{"ratio":2.75}}"#,
    #"{"op":"insert","table":"Root","row":{"ratio":1e30}}"#,
    #"{"op":"insert","table":"Root","row":{"ratio":-123456.7890123456789}}"#,
    #"{"op":"insert","table":"Root","row":{"flag":0}}"#,
    #"{"op":"insert","table":"Root","row":{"kind":"blue"}}"#,
    #"{"op":"insert","table":"Root","row":{"kind":"not plain"}}"#,
    #"{"op":"insert","table":"Root","row":{"kind":["set",["red","green"]]}}"#,
    #"{"op":"insert","table":"Root","row":{"some":["set",[]]}}"#,
    #"{"op":"insert","table":"Root","row":{"few":["set",[1,2,3,4]]}}"#,
    #"{"op":"insert","table":"Root","row":{"few":["set",3]}}"#,
    #"{"op":"insert","table":"Root","row":{"few":["sets",[3]]}}"#,
    #"{"op":"insert","table":"Root","row":{"few":["set",[1,1]]}}"#,
    #"{"op":"insert","table":"Root","row":{"flag":["set",[]]}}"#,
    #"{"op":"insert","table":"Root","row":{"flag":["set",[true,false]]}}"#,
    #"{"op":"insert","table":"Root","row":{"options":{}}}"#,
    #"{"op":"insert","table":"Root","row":{"options":["set",[]]}}"#,
    #"{"op":"insert","table":"Root","row":{"options":["map",[1]]}}"#,
    #"{"op":"insert","table":"Root","row":{"options":["map",[["a"]]]}}"#,
    #"{"op":"insert","table":"Root","row":{"options":["map",[["a","b"],["a","b"]]]}}"#,
    #"{"op":"insert","table":"Root","row":{"limits":["map",[["a",1],["b",1],["c",1]]]}}"#,
    #"{"op":"insert","table":"Root","row":{"friend":"a"}}"#,
    #"{"op":"insert","table":"Root","row":{"friend":["uuid",1]}}"#,
    #"{"op":"insert","table":"Root","row":{"friend":["uuid","1"]}}"#,
    #"{"op":"insert","table":"Root","row":{"friend":["named-uuid","1"]}}"#,
    // Conditions.
    #"{"op":"delete","table":"Root","where":[1]}"#,
    #"{"op":"delete","table":"Root","where":[["name","=="]]}"#,
    #"{"op":"delete","table":"Root","where":[["none","==",1]]}"#,
    #"{"op":"delete","table":"Root","where":[["name","~",1]]}"#,
    #"{"op":"delete","table":"Root","where":[["name","<","a"]]}"#,
    #"{"op":"delete","table":"Root","where":[["few","<",1]]}"#,
    #"{"op":"delete","table":"Root","where":[["limits",">=",1]]}"#,
    #"{"op":"delete","table":"Root","where":[["ratio","<",["set",[]]]]}"#,
    #"{"op":"delete","table":"Root","where":[["number","==","a"]]}"#,
    // Mutations, of immutable columns too.
    #"{"op":"update","table":"Root","where":[],"row":{"fixed":"a"}}"#,
    #"{"op":"update","table":"Root","where":[],"row":{"_uuid":["uuid","11111111-1111-4111-8111-111111111111"]}}"#,
    #"{"op":"mutate","table":"Root","where":[],"mutations":[1]}"#,
    #"{"op":"mutate","table":"Root","where":[],"mutations":[["none","+=",1]]}"#,
    #"{"op":"mutate","table":"Root","where":[],"mutations":[["fixed","+=",1]]}"#,
    #"{"op":"mutate","table":"Root","where":[],"mutations":[["number","^=",1]]}"#,
    #"{"op":"mutate","table":"Root","where":[],"mutations":[["name","+=",1]]}"#,
    #"{"op":"mutate","table":"Root","where":[],"mutations":[["ratio","%=",1]]}"#,
    #"{"op":"mutate","table":"Root","where":[],"mutations":[["options","+=",1]]}"#,
    #"{"op":"mutate","table":"Root","where":[],"mutations":[["number","insert",1]]}"#,
    #"{"op":"mutate","table":"Root","where":[],"mutations":[["number","+=","a"]]}"#,
    #"{"op":"mutate","table":"Root","where":[],"mutations":[["few","insert",["set",[1,2,3,4]]]]}"#,
    #"{"op":"mutate","table":"Root","where":[],"mutations":[["options","delete",1]]}"#,
    #"{"op":"mutate","table":"Root","where":[["name","==","one"]],"mutations":[["number","/=",0]]}"#,
    #"{"op":"mutate","table":"Root","where":[["name","==","one"]],"mutations":[["number","%=",0]]}"#,
    #"{"op":"mutate","table":"Root","where":[["name","==","one"]],"mutations":[["ratio","/=",0]]}"#,
    #"{"op":"mutate","table":"Root","where":[["name","==","one"]],"mutations":[["number","*=",9223372036854775807]]}"#,
    #"{"op":"mutate","table":"Root","where":[["name","==","one"]],"mutations":[["scratch","+=",9223372036854775807],["scratch","+=",1]]}"#,
    #"{"op":"mutate","table":"Root","where":[["name","==","one"]],"mutations":[["ratio","*=",1e308],["ratio","*=",1e308]]}"#,
    #"{"op":"mutate","table":"Root","where":[["name","==","one"]],"mutations":[["number","+=",99]]}"#,
    #"{"op":"mutate","table":"Root","where":[["name","==","one"]],"mutations":[["few","*=",0]]}"#,
    #"{"op":"mutate","table":"Root","where":[["name","==","one"]],"mutations":[["few","insert",["set",[7,8]]]]}"#,
    #"{"op":"mutate","table":"Root","where":[["name","==","one"]],"mutations":[["some","delete",0]]}"#,
    #"{"op":"mutate","table":"Root","where":[["name","==","one"]],"mutations":[["limits","insert",["map",[["x",1],["y",1]]]]]}"#,
    // Waiting.
    #"{"op":"wait","table":"Root","where":[],"until":"==","rows":[]}"#.replacingTimeout,
    #"{"op":"wait","table":"Root","where":[],"until":"<","rows":[],"timeout":0}"#,
    #"{"op":"wait","table":"Root","where":[],"until":"==","rows":[],"timeout":-1}"#,
    #"{"op":"wait","table":"Root","where":[],"until":"==","rows":[],"timeout":1.5}"#,
    #"{"op":"wait","table":"Root","where":[],"until":"==","rows":[1],"timeout":0}"#,
    #"{"op":"wait","table":"Root","where":[],"until":"==","rows":[{"none":1}],"timeout":0}"#,
    #"{"op":"wait","table":"Root","where":[],"rows":[],"timeout":0}"#,
    // Commits.
    #"{"op":"insert","table":"Root","row":{"name":"new","number":3,"main":["uuid","12345678-0000-4000-8000-000000000000"]}}"#,
    #"{"op":"delete","table":"Child","where":[["name","==","kept"]]}"#,
    #"{"op":"insert","table":"Needy","row":{}}"#,
    #"{"op":"insert","table":"Needy","row":{"target":["uuid","12345678-0000-4000-8000-000000000000"]}}"#,
    #"{"op":"delete","table":"Root","where":[["name","==","two"]]}"#,
    #"{"op":"insert","table":"Root","row":{"name":"one","number":3}}"#,
    #"{"op":"insert","table":"Root","row":{"name":"new","number":1}}"#,
    #"{"op":"update","table":"Root","where":[["name","==","one"]],"row":{"name":"two"}}"#,
    #"{"op":"update","table":"Root","where":[["name","==","one"]],"row":{"name":"two"}},{"op":"update","table":"Root","where":[["number","==",2]],"row":{"tags":"x"}}"#,
    #"{"op":"insert","table":"Root","row":{"name":"x","number":7}},{"op":"insert","table":"Root","row":{"name":"x","number":8}}"#,
    (0..<8).map { _ in
      #"{"op":"insert","table":"Needy","row":{"target":["named-uuid","t"]}}"#
    }.joined(separator: ",")
      + #",{"op":"insert","table":"Root","row":{"name":"t","number":9},"uuid-name":"t"}"#,
  ]

  /// Two rows that refer to what the transactions then break.
  static let setup = #"""
    {"op":"insert","table":"Child","row":{"name":"kept"},"uuid-name":"kept"},
    {"op":"insert","table":"Root","row":{"name":"one","number":1,"ratio":1,"few":["set",[1,2]],"limits":["map",[["a",1]]],"main":["named-uuid","kept"]}},
    {"op":"insert","table":"Root","row":{"name":"two","number":2},"uuid-name":"two"},
    {"op":"insert","table":"Needy","row":{"target":["named-uuid","two"]}}
    """#

  @Test("is the real server's, to the letter")
  func texts() async throws {
    let schema = try DatabaseSchema(wire: JSONDocument(parsing: MixedSchema.text.utf8).root)
    let (outcome, _) = try await withRealServer(
      name: MixedSchema.name, schema: MixedSchema.text
    ) { send in
      try withoutActuallyEscaping(send) { send in
        var both = SideBySide(schema, tables: [], send)
        _ = try both.run(JSON(parsing: "[\(Self.setup)]").arrayValue ?? [])
        for text in Self.transactions {
          _ = try both.run(JSON(parsing: "[\(text)]").arrayValue ?? [])
        }
        return both.comparison
      }
    }
    #expect(outcome.unequal.isEmpty, "\(outcome.unequal.joined(separator: "\n\n"))")
    #expect(outcome.committed <= 3, "a transaction that was to fail did not")
    #expect(outcome.errors.count >= 9)
  }
}

extension String {
  /// With a timeout that is over at once.
  fileprivate var replacingTimeout: String { String(dropLast()) + #","timeout":0}"# }
}
