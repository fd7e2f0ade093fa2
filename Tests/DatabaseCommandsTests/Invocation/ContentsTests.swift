import JSON
import OVSDB
import Testing

@testable import DatabaseCommands

@Suite("The contents of a database")
struct ContentsTests {
  private func apply(_ change: JSON, to contents: inout DatabaseContents) throws {
    try contents.apply(updates2: JSONElement(["Bed": [Garden.north: change]]))
  }

  @Test("follow rows and differences")
  func differences() throws {
    var contents = try Garden.contents()
    try apply(["modify": ["notes": ["map", [["sun", "yes"], ["soil", "clay"]]]]], to: &contents)
    #expect(try Garden.run("get Bed north notes", on: contents) == ["{sun=yes}"])
    try apply(["modify": ["birthday": ["set", []], "area": 7]], to: &contents)
    #expect(try Garden.run("get Bed north birthday area", on: contents) == ["[]", "7"])
    try apply(["delete": nil], to: &contents)
    #expect(try Garden.run("--if-exists get Bed north name", on: contents) == [])
    try apply(["insert": ["name": "new"]], to: &contents)
    #expect(try Garden.run("get Bed new area", on: contents) == ["0"])
  }

  @Test(
    "refuse what is none of theirs",
    arguments: [
      #"{"Weed":{}}"#, #"{"Bed":{"x":{"delete":null}}}"#,
      #"{"Bed":{"99999999-9999-9999-9999-999999999999":{"modify":{}}}}"#,
      #"{"Bed":{"11111111-1111-1111-1111-111111111111":{"modify":{"name":7}}}}"#,
    ])
  func refused(updates: String) throws {
    var contents = try Garden.contents()
    let element = try JSONDocument(parsing: updates.utf8).root
    #expect(throws: ContentsError.self) { try contents.apply(updates2: element) }
  }
}
