import JSON
import OVSDB
import Testing

@testable import Database

@Suite("A transaction")
struct TransactionTests {
  let database: Database

  init() throws {
    database = Database(
      schema: try DatabaseSchema(wire: JSONDocument(parsing: MixedSchema.text.utf8).root))
  }

  @discardableResult
  private func run(
    _ operations: String, _ context: TransactionContext = TransactionContext()
  ) throws -> TransactionRun {
    database.transact(try JSONDocument(parsing: "[\(operations)]".utf8).root, context)
  }

  private static let wait = #"""
    {"op":"insert","table":"Child","row":{}},
    {"op":"wait","table":"Root","where":[["name","==","a"]],"columns":["number"],"until":"==","rows":[{"number":3}],"timeout":500}
    """#

  @Test("waits, with nothing done, until what it waits for is there")
  func waits() throws {
    let first = try run(Self.wait, TransactionContext(now: .seconds(10)))
    guard case .waits(let deadline) = first else {
      Issue.record("\(first)")
      return
    }
    #expect(deadline == .milliseconds(10_500))
    #expect(database.tables["Child"]?.rows.isEmpty == true)
    try run(#"{"op":"insert","table":"Root","row":{"name":"a","number":3}}"#)
    guard case .completed(let reply, _) = try run(Self.wait) else {
      Issue.record("still waits")
      return
    }
    #expect(reply.json[1] == [:])
  }

  @Test("says how long it waited in vain")
  func timesOut() throws {
    let context = TransactionContext(now: .seconds(11), elapsed: .milliseconds(1234))
    guard case .completed(let reply, nil) = try run(Self.wait, context) else {
      Issue.record("still waits")
      return
    }
    #expect(reply.json[1]?["details"] == "\"wait\" timed out after 1234 ms")
  }

  @Test("is refused in the server's words where nothing may be written")
  func readOnly() throws {
    let context = TransactionContext(isReadOnly: true)
    let text =
      #"{"op":"select","table":"Root","where":[]},{"op":"delete","table":"Root","where":[]}"#
    guard case .completed(let reply, nil) = try run(text, context) else {
      Issue.record("it waits")
      return
    }
    #expect(reply.json[0]?["rows"] == [])
    #expect(
      reply.json[1] == [
        "error": "not allowed",
        "details": "delete operation not allowed when database server is in read only mode",
      ])
  }

  @Test("holds a lock that it asserts")
  func asserts() throws {
    let context = TransactionContext(ownsLock: { $0 == "mine" })
    guard
      case .completed(let reply, nil) = try run(
        #"{"op":"assert","lock":"mine"},{"op":"assert","lock":"yours"}"#, context)
    else {
      Issue.record("it waits")
      return
    }
    #expect(reply.json[0] == [:])
    #expect(
      reply.json[1] == ["error": "not owner", "details": "Asserted lock yours not held."])
  }

  @Test("tells which columns changed, of the rows that did")
  func changes() throws {
    try run(
      #"{"op":"insert","table":"Root","row":{"name":"a","number":1}},{"op":"insert","table":"Root","row":{"name":"b","number":2}}"#
    )
    let run = try run(
      #"{"op":"update","table":"Root","where":[],"row":{"number":1,"flag":false}},{"op":"update","table":"Root","where":[["name","==","b"]],"row":{"number":3}},{"op":"comment","comment":"why"},{"op":"comment","comment":"so"},{"op":"commit","durable":true}"#
    )
    guard case .completed(_, let commit?) = run, let change = commit.changes.first else {
      Issue.record("\(run)")
      return
    }
    let layout = try #require(database.tables["Root"]?.layout)
    #expect(commit.changes.count == 1)
    #expect(change.changed.map { layout.columns[$0].name } == ["_version", "number"])
    #expect(change.old?[layout.position(of: "number") ?? 0].scalar == .integer(2))
    #expect(change.new?[layout.position(of: "number") ?? 0].scalar == .integer(3))
    #expect(commit.comment == "why\nso")
    #expect(commit.isDurable)
    #expect(commit.record?.json["Root"]?[change.uuid.description] == ["number": 3])
    #expect(commit.record?.json["_comment"] == "why\nso")
  }

  @Test("that changes nothing has no commit")
  func noChange() throws {
    try run(#"{"op":"insert","table":"Root","row":{"name":"a"}}"#)
    let run = try run(#"{"op":"update","table":"Root","where":[],"row":{"name":"a"}}"#)
    guard case .completed(let reply, nil) = run else {
      Issue.record("\(run)")
      return
    }
    #expect(reply.json == [["count": 1]])
  }

  @Test("of ephemeral columns alone has nothing for the journal")
  func ephemeral() throws {
    try run(#"{"op":"insert","table":"Root","row":{"name":"a"}}"#)
    let run = try run(#"{"op":"update","table":"Root","where":[],"row":{"scratch":4}}"#)
    guard case .completed(_, let commit?) = run else {
      Issue.record("\(run)")
      return
    }
    #expect(commit.changes.count == 1)
    #expect(commit.record == nil)
  }

  @Test("writes whole values where an older server would misread differences")
  func wholeValues() throws {
    try run(#"{"op":"insert","table":"Root","row":{"name":"a"}}"#)
    let run = try run(
      #"{"op":"update","table":"Root","where":[],"row":{"some":["set",[2,3]]}}"#)
    guard case .completed(_, let commit?) = run, let change = commit.changes.first else {
      Issue.record("\(run)")
      return
    }
    #expect(commit.record?.json["_is_diff"] == nil)
    #expect(
      commit.record?.json["Root"]?[change.uuid.description] == ["some": ["set", [2, 3]]])
  }

  @Test(
    "takes one into a set of 20,000, or out of it, with a record of one element, and shares the rest",
    arguments: [("insert", "new", 20_001), ("delete", "n7777", 19_999)])
  func largeSet(mutator: String, element: String, count: Int) throws {
    let names = (0..<20_000).map { #""n\#($0)""# }.joined(separator: ",")
    try run(#"{"op":"insert","table":"Root","row":{"name":"a","tags":["set",[\#(names)]]}}"#)
    let run = try run(
      #"{"op":"mutate","table":"Root","where":[],"mutations":[["tags","\#(mutator)","\#(element)"]]}"#
    )
    guard case .completed(_, let commit?) = run, let change = commit.changes.first else {
      Issue.record("\(run)")
      return
    }
    #expect(
      commit.record?.json["Root"]?[change.uuid.description] == ["tags": .string(element)])
    let layout = try #require(database.tables["Root"]?.layout)
    let position = try #require(layout.position(of: "tags"))
    let old = try #require(change.old?[position])
    let new = try #require(change.new?[position])
    #expect(new.count == count)
    #expect(
      old.difference(to: new, layout.columns[position].type).scalar == .string(element))
    #expect(try sharesNearlyAll(old, new))
  }

  @Test("counts one reference more, or less, in a set of 20,000, and touches no other row")
  func largeSetOfReferences() throws {
    let children = (0..<20_000).map {
      #"{"op":"insert","table":"Child","uuid-name":"c\#($0)","row":{"name":"\#($0)"}}"#
    }
    let names = (0..<20_000).map { #"["named-uuid","c\#($0)"]"# }.joined(separator: ",")
    try run(
      children.joined(separator: ",")
        + #",{"op":"insert","table":"Root","row":{"name":"a","children":["set",[\#(names)]]}}"#)
    let added = try run(
      #"""
      {"op":"insert","table":"Child","uuid-name":"c","row":{"name":"new"}},
      {"op":"mutate","table":"Root","where":[],"mutations":[["children","insert",["named-uuid","c"]]]}
      """#)
    guard case .completed(_, let commit?) = added else {
      Issue.record("\(added)")
      return
    }
    #expect(commit.changes.count == 2)
    #expect((commit.record ?? []).count < 400)
    let child = try #require(commit.changes.first { $0.table == "Child" }?.uuid)
    #expect(database.tables["Child"]?.referenceCount(of: child) == 1)
    let removed = try run(
      #"{"op":"mutate","table":"Root","where":[],"mutations":[["children","delete",["uuid","\#(child)"]]]}"#
    )
    guard case .completed(_, let commit?) = removed else {
      Issue.record("\(removed)")
      return
    }
    // Nothing refers to the child any more: it goes with the reference.
    #expect(commit.changes.count == 2)
    #expect((commit.record ?? []).count < 400)
    #expect(database.tables["Child"]?.rows.count == 20_000)
  }

  @Test("keeps a row outside the root set as long as any column refers to it")
  func countsReferences() throws {
    let children = try #require(database.tables["Child"])
    try run(
      #"""
      {"op":"insert","table":"Child","uuid-name":"c","row":{"name":"c"}},
      {"op":"insert","table":"Root","row":{"name":"a","number":1,"main":["named-uuid","c"]}},
      {"op":"insert","table":"Root","row":{"name":"b","number":2,"children":["named-uuid","c"],
        "named":["map",[["x",["named-uuid","c"]],["y",["named-uuid","c"]]]]}}
      """#)
    let child = try #require(children.rows.keys.first { _ in true })
    let removals = [
      (#"["name","==","b"]],"mutations":[["named","delete",["set",["x"]]]]"#, 3),
      (#"["name","==","a"]],"mutations":[["main","delete",["uuid","\#(child)"]]]"#, 2),
      (#"["name","==","b"]],"mutations":[["children","delete",["uuid","\#(child)"]]]"#, 1),
    ]
    #expect(children.referenceCount(of: child) == 4)
    for (removal, count) in removals {
      try run(#"{"op":"mutate","table":"Root","where":[\#(removal)}"#)
      #expect(children.rows[child] != nil)
      #expect(children.referenceCount(of: child) == count)
    }
    try run(#"{"op":"delete","table":"Root","where":[["name","==","b"]]}"#)
    #expect(children.rows.isEmpty)
    #expect(database.tables["Root"]?.rows.count == 1)
  }

  private func sharesNearlyAll(_ old: Datum, _ new: Datum) throws -> Bool {
    guard case .elements(let left) = old.storage, case .elements(let right) = new.storage else {
      return false
    }
    return zip(left.children, right.children).count { $0 === $1 } >= left.children.count - 1
  }
}
