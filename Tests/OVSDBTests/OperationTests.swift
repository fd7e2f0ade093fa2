import JSON
import OVSDB
import Testing

@Suite("An operation")
struct OperationTests {
  static let uuid = UUID(high: 0, low: 1)
  static let ours = Condition.uuid(equals: uuid)
  static let oursText = #"[["_uuid","==",["uuid","00000000-0000-0000-0000-000000000001"]]]"#

  @Test(
    "has the form of RFC 7047",
    arguments: [
      (
        .insert(table: "T", row: ["a": 1], name: "new"),
        #"{"op":"insert","row":{"a":1},"table":"T","uuid-name":"new"}"#
      ),
      (.insert(table: "T", row: [:]), #"{"op":"insert","row":{},"table":"T"}"#),
      (
        .insert(table: "T", row: [:], uuid: UUID(high: 0, low: 1)),
        #"{"op":"insert","row":{},"table":"T","uuid":"00000000-0000-0000-0000-000000000001"}"#
      ),
      (.select(table: "T", where: []), #"{"op":"select","table":"T","where":[]}"#),
      (
        .select(table: "T", where: [ours], columns: ["a", "b"]),
        #"{"columns":["a","b"],"op":"select","table":"T","where":\#(oursText)}"#
      ),
      (
        .update(table: "T", where: [ours], row: ["a": .set([])]),
        #"{"op":"update","row":{"a":["set",[]]},"table":"T","where":\#(oursText)}"#
      ),
      (
        .mutate(
          table: "T", where: [Condition("n", .greaterOrEqual, 2)],
          mutations: [Mutation("s", .insert, .set(["x", "y"])), Mutation("n", .add, 1)]),
        #"{"mutations":[["s","insert",["set",["x","y"]]],["n","+=",1]],"op":"mutate","table":"T","where":[["n",">=",2]]}"#
      ),
      (
        .delete(table: "T", where: [Condition("m", .includes, .map([("k", "v")]))]),
        #"{"op":"delete","table":"T","where":[["m","includes",["map",[["k","v"]]]]]}"#
      ),
      (
        .wait(
          timeout: 0, table: "T", where: [ours], columns: ["a"], until: .equal, rows: [["a": 1]]),
        #"{"columns":["a"],"op":"wait","rows":[{"a":1}],"table":"T","timeout":0,"until":"==","where":\#(oursText)}"#
      ),
      (
        .wait(table: "T", where: [], until: .notEqual, rows: []),
        #"{"op":"wait","rows":[],"table":"T","until":"!=","where":[]}"#
      ),
      (.commit(durable: true), #"{"durable":true,"op":"commit"}"#), (.abort, #"{"op":"abort"}"#),
      (.comment("why"), #"{"comment":"why","op":"comment"}"#),
      (.assert(lock: "l"), #"{"lock":"l","op":"assert"}"#),
    ] as [(OVSDB.Operation, String)])
  func hasTheForm(operation: OVSDB.Operation, text: String) {
    #expect(operation.json.description == text)
  }

  @Test("refers to a row that it inserts by name")
  func namesRows() {
    #expect(JSON.namedUUID("new").description == #"["named-uuid","new"]"#)
  }

  @Test("compares and mutates in the RFC's words")
  func usesTheirWords() {
    #expect(
      Condition.Function.allCases.map(\.rawValue)
        == ["==", "!=", "<", "<=", ">", ">=", "includes", "excludes"])
    #expect(
      Mutation.Mutator.allCases.map(\.rawValue)
        == ["+=", "-=", "*=", "/=", "%=", "insert", "delete"])
  }
}
