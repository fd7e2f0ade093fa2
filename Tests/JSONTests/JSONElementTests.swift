import JSON
import Testing

@Suite("A JSON element")
struct JSONElementTests {
  /// Members with an escape in a name, names longer than a small string, one name twice.
  static let text = #"""
    {"a":[1,"two",[3,{"x":[]}],4.5,null,true],"n\u0061me":"\u00e9","a name longer than fifteen":{},
     "twice":1,"twice":2}
    """#

  func root() throws -> JSONElement { try JSONDocument(parsing: Self.text.utf8).root }

  @Test("is identical to what is found at the same place of the same document, and to no equal one")
  func identity() throws {
    let root = try root()
    let array = try #require(root["a"])
    #expect(root["a"]?.isIdentical(to: array) == true)
    #expect(!root.isIdentical(to: array))
    #expect(try self.root()["a"]?.isIdentical(to: array) == false)
  }

  @Test("finds members and elements, past nested ones")
  func finds() throws {
    let root = try root()
    let array = try #require(root["a"])
    #expect(root.kind == .object && root.count == 5 && array.kind == .array && array.count == 6)
    #expect(array[0]?.integer == 1)
    #expect(array[1]?.string == "two")
    #expect(array[2]?[1]?["x"]?.count == 0)
    #expect(array[3]?.real == 4.5)
    #expect(array[4]?.kind == .null)
    #expect(array[5]?.boolean == true)
    #expect(array[6] == nil && array[-1] == nil && array["a"] == nil && root[0] == nil)
    #expect(root["name"]?.string == "é")
    #expect(root["a name longer than fifteen"]?.kind == .object)
    #expect(root["missing"] == nil)
    #expect(root["twice"]?.integer == 2)
  }

  @Test("goes through members in the order of the text, one that is there twice twice")
  func visitsMembers() throws {
    var names: [String] = []
    try root().forEachMember { name, _ in names.append(name) }
    #expect(names == ["a", "name", "a name longer than fifteen", "twice", "twice"])
  }

  @Test("goes through elements, and stops at an error")
  func visitsElements() throws {
    struct Stop: Error, Equatable { var at: Int }
    let array = try #require(try root()["a"])
    var kinds: [JSONElement.Kind] = []
    array.forEachElement { kinds.append($0.kind) }
    #expect(kinds == [.integer, .string, .array, .real, .null, .boolean])
    var seen = 0
    #expect(throws: Stop(at: 2)) {
      try array.forEachElement { _ throws(Stop) in
        seen += 1
        if seen == 2 { throw Stop(at: seen) }
      }
    }
  }

  @Test(
    "answers only for its own kind",
    arguments: ["1", "\"s\"", "true", "null", "[1]", "{\"a\":1}", "1.5"])
  func answersForItsKind(text: String) throws {
    let element = try JSONDocument(parsing: text.utf8).root
    #expect((element.integer != nil) == (element.kind == .integer))
    #expect((element.real != nil) == (element.kind == .integer || element.kind == .real))
    #expect((element.string != nil) == (element.kind == .string))
    #expect((element.boolean != nil) == (element.kind == .boolean))
    #expect((element.withUTF8 { _ in true } ?? false) == (element.kind == .string))
    #expect(element.description == text)
    var visits = 0
    element.forEachElement { _ in visits += 1 }
    element.forEachMember { _, _ in visits += 1 }
    #expect(visits == element.count)
  }

  @Test(
    "compares strings without making one",
    arguments: ["", "a", "é", "uuid", "fifteen bytes..", "sixteen bytes..."])
  func comparesStrings(text: String) throws {
    let plain = JSONElement(.string(text))
    let escaped = try JSONDocument(parsing: (#""\u0061"# + text + "\"").utf8).root
    #expect(plain.isString(equalTo: text))
    #expect(!plain.isString(equalTo: text + "x") && !plain.isString(equalTo: "x"))
    #expect(escaped.isString(equalTo: "a" + text))
    #expect(!escaped.isString(equalTo: text))
    #expect(!JSONElement([1]).isString(equalTo: text))
    #expect(escaped.withUTF8 { $0.count } == text.utf8.count + 1)
  }

  @Test("is a value apart from the parser's later texts")
  func outlivesTheParser() throws {
    var parser = JSONParser()
    parser.append(Array(#"["first text"]["second"]"#.utf8).span)
    let first = try #require(try parser.next()).root
    let second = try #require(try parser.next()).root
    parser.append(Array(repeating: 0x20, count: 100_000).span)
    #expect(try parser.next() == nil)
    #expect(first.json == ["first text"] && second.json == ["second"])
  }
}
