import DatabaseCommands
import JSON
import OVSDB
import Testing

@Suite("A command line")
struct InvocationTests {
  private static let northRow = #"[["_uuid","==",["uuid","\#(Garden.north)"]]]"#

  @Test(
    "that changes nothing sends nothing",
    arguments: [
      "get Bed north name", "list Bed", "set Bed north name=north", "add Bed north notes sun=yes",
      "remove Bed north notes nothing", "set Bed north notes:sun=no", "destroy Plant rose",
      "clear Bed south notes", "--if-exists destroy Bed west", "comment a word",
    ])
  func unchanged(line: String) throws {
    #expect(try Garden.run(line).filter { $0.hasPrefix("{") } == [])
  }

  @Test("sets a key by itself if nothing comes after it")
  func key() throws {
    #expect(
      try Garden.run("set Bed north notes:sun=yes").first
        == #"{"mutations":[["notes","delete","sun"],["notes","insert",["map",[["sun","yes"]]]]],"op":"mutate","table":"Bed","where":\#(Self.northRow)}"#
    )
  }

  @Test("sets a whole map if something comes after it, which may rely on it")
  func wholeMap() throws {
    let sent = try Garden.run("set Bed north notes:sun=yes -- get Bed north notes")
    #expect(sent[0] == "{soil=clay, sun=yes}")
    #expect(sent[1].contains(#""op":"wait""#) && sent[1].contains(#"["sun","no"]"#))
    #expect(sent[2].contains(#""op":"update""#) && sent[2].contains(#"["sun","yes"]"#))
  }

  @Test("refers to a row it creates by a name")
  func names() throws {
    let sent = try Garden.run("--id=@p create Plant name=oak -- add Bed south plants @p")
    let names = sent.compactMap { line in
      (try? JSON(parsing: line))?["uuid-name"]?.stringValue
    }
    let name = try #require(names.first)
    #expect(sent.contains { $0.contains(#""plants":["named-uuid","\#(name)"]"#) })
    #expect(name.hasPrefix("row"))
  }

  @Test("inserts a row of settings only if there still is none")
  func settings() throws {
    let sent = try Garden.run("list Bed", on: DatabaseContents(Garden.schema))
    #expect(
      sent[0]
        == #"{"op":"wait","rows":[],"table":"Gardener","timeout":0,"until":"==","where":[]}"#)
    #expect(sent[1].contains(#""op":"insert""#) && sent[1].contains(#""table":"Gardener""#))
  }

  @Test("counts up what is to be waited for, if it changes anything")
  func counter() throws {
    var options = Invocation.Options()
    options.waits = true
    #expect(try Garden.run("get Bed north name", options: options) == ["north"])
    let sent = try Garden.run("clear Bed north notes", options: options)
    #expect(sent.contains { $0.contains(#"["wanted","+=",1]"#) })
    #expect(sent.contains { $0.contains(#""op":"select""#) })
  }

  @Test("knows when what it waited for is done")
  func done() throws {
    let invocation = try Invocation(Garden.program, ["list", "Bed"])
    let contents = try Garden.contents()
    #expect(invocation.isDone(3, in: contents))
    #expect(!invocation.isDone(4, in: contents))
    #expect(!invocation.isDone(-(1 << 40), in: contents), "a counter that is far above began again")
  }

  @Test("takes the change back if that is asked for")
  func dryRun() throws {
    var options = Invocation.Options()
    options.isDryRun = true
    options.comment = "words"
    let sent = try Garden.run("destroy Bed south", options: options)
    #expect(sent.last == #"{"op":"abort"}"#)
    #expect(sent.dropLast().last == #"{"comment":"words","op":"comment"}"#)
  }

  @Test(
    "is refused with the reason",
    arguments: [
      ("set Bed north birthday=June", "cannot modify read-only column birthday in table Bed"),
      ("set Bed east name=x", "no row \"east\" in table Bed"),
      (
        "remove Bed north area 2.5",
        "\"remove\" operation would put 0 values in column area of table Bed but the minimum number is 1"
      ),
      (
        "add Bed north area 3",
        "\"add\" operation would put 2 values in column area of table Bed but the maximum number is 1"
      ),
      (
        "get Bed north n", "Bed contains more than one column whose name matches \"n\": name, notes"
      ),
      ("list Gar x", "no row \"x\" in table Gardener"),
      (
        "add Bed south plants @nobody",
        "row id \"@nobody\" is referenced but never created (e.g. with \"-- --id=@nobody create ...\")"
      ),
    ])
  func refused(line: String, reason: String) throws {
    #expect(try Garden.run(line).last == "error: \(reason)")
  }

  @Test("sets an immutable column of a row that it creates")
  func immutable() throws {
    #expect(try Garden.run("create Bed name=w birthday=May").last?.hasPrefix("error") == false)
  }

  @Test("waits for a row, and for what it is to be")
  func waits() throws {
    #expect(try Garden.run("wait-until Bed east") == ["waits"])
    #expect(try Garden.run("wait-until Bed north area=3") == ["waits"])
    #expect(try Garden.run("wait-until Bed north area=2.5 notes:soil=clay") == [])
  }

  @Test(
    "warns of a row that will not last",
    arguments: [
      (
        "create Plant name=x",
        "applying \"create\" command to table Plant without --id option will have no effect"
      ),
      (
        "--id=@x create Plant name=x",
        "row id \"@x\" was created but no reference to it was inserted, so it will not actually appear in the database"
      ),
    ])
  func warnings(line: String, warning: String) throws {
    #expect(try Garden.run(line).first == "warning: \(warning)")
  }
}

extension Garden {
  fileprivate static func run(_ line: String, options: Invocation.Options) throws -> [String] {
    try run(line, on: nil, options)
  }
}
