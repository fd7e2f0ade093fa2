import JSON
import OVSDB
import Testing

@Suite("A column's value")
struct ColumnValueTests {
  static let uuid = UUID(high: 1, low: 2)
  static let uuidText = #"["uuid","00000000-0000-0001-0000-000000000002"]"#

  /// Reads `text`, expects `value`, and expects `canonical`, or the text, when it is written again.
  func expect<V: ColumnValue>(
    _ text: String, _ value: V, canonical: String? = nil,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let read = try V(wire: try wire(text))
    #expect(read == value, sourceLocation: location)
    #expect(value.json.description == canonical ?? text, sourceLocation: location)
  }

  @Test("of one atom is that atom")
  func readsAtoms() throws {
    try expect(#""a""#, "a")
    try expect("-5", -5)
    try expect("5.0", 5, canonical: "5")
    try expect("9223372036854775807", Int.max)
    try expect("1.5", 1.5)
    try expect("true", true)
    try expect(Self.uuidText, Self.uuid)
    try expect(#""something else""#, Diet.other)
    try expect(#"["set",["a"]]"#, "a", canonical: #""a""#)
  }

  @Test("of at most one is a set of none or one")
  func readsOptionals() throws {
    try expect(#"["set",[]]"#, Int?.none)
    try expect("7", Int?.some(7))
    try expect(#"["set",[7]]"#, Int?.some(7), canonical: "7")
    try expect(Self.uuidText, UUID?.some(Self.uuid))
    try expect(#"["set",[\#(Self.uuidText)]]"#, UUID?.some(Self.uuid), canonical: Self.uuidText)
  }

  @Test("of many is a set, one of them bare")
  func readsSets() throws {
    try expect(#"["set",[]]"#, Set<String>())
    try expect(#""a""#, Set(["a"]))
    try expect(#"["set",["b","a"]]"#, Set(["a", "b"]), canonical: #"["set",["a","b"]]"#)
    try expect(Self.uuidText, Set([Self.uuid]))
    try expect(#"["set",[2,-1]]"#, Set([-1, 2]), canonical: #"["set",[-1,2]]"#)
  }

  @Test("of pairs is a map")
  func readsMaps() throws {
    try expect(#"["map",[]]"#, [String: String]())
    try expect(
      #"["map",[["b","2"],["a","1"]]]"#, ["a": "1", "b": "2"],
      canonical: #"["map",[["a","1"],["b","2"]]]"#)
    try expect(#"["map",[[1,\#(Self.uuidText)]]]"#, [1: Self.uuid])
  }

  @Test(
    "of another type says what was expected",
    arguments: [
      (String.self, "1", "expected a string, found 1"),
      (Int.self, "1.5", "expected an integer of 64 bits, found 1.5"),
      (
        Int.self, "9223372036854775808",
        "expected an integer of 64 bits, found 9.223372036854776e+18"
      ),
      (Int.self, #""1""#, #"expected an integer of 64 bits, found "1""#),
      (Double.self, "null", "expected a real, found null"),
      (Bool.self, "1", "expected a boolean, found 1"),
      (UUID.self, #"["uuid","1"]"#, #"expected a uuid, found ["uuid","1"]"#),
      (UUID.self, #"["named-uuid","a"]"#, #"expected a uuid, found ["named-uuid","a"]"#),
      (UUID.self, "{}", "expected a uuid, found an object of 0 members"),
      (Diet.self, #""fish""#, #"expected one of hay, meat, something else, found "fish""#),
      (String.self, #"["set",["a","b"]]"#, #"expected exactly one value, found ["set",["a","b"]]"#),
      (String.self, #"["set",[]]"#, #"expected exactly one value, found ["set",[]]"#),
      (Int?.self, #"["set",[1,2]]"#, #"expected at most one value, found ["set",[1,2]]"#),
      (Int?.self, #"["set",1]"#, #"expected at most one value, found ["set",1]"#),
      (Set<Int>.self, #"["set",[1,"a"]]"#, #"expected an integer of 64 bits, found "a""#),
      (Set<Int>.self, #"["set",[1,2,1]]"#, "expected elements that differ, found 1"),
      (Set<Int>.self, #"["set",{}]"#, #"expected a set, found ["set",{}]"#),
      (
        Set<Int>.self, #"["set",[1],2]"#,
        "expected an integer of 64 bits, found an array of 3 elements"
      ),
      ([Int: Int].self, "[]", "expected a map, found []"),
      ([Int: Int].self, #"["map",[[1]]]"#, "expected a pair of key and value, found [1]"),
      ([Int: Int].self, #"["map",[[1,2],[1,3]]]"#, "expected keys that differ, found 1"),
      ([Int: Int].self, #"["map",[[1,true]]]"#, "expected an integer of 64 bits, found true"),
    ] as [(any ColumnValue.Type, String, String)])
  func refuses(type: any ColumnValue.Type, text: String, message: String) throws {
    let element = try wire(text)
    let error = #expect(throws: WireError.self) { try type.init(wire: element) }
    #expect(error?.description == message)
  }

  @Test("that is long is shortened in messages")
  func shortensMessages() throws {
    let element = JSONElement(.string(String(repeating: "x", count: 1000)))
    let error = #expect(throws: WireError.self) { try Int(wire: element) }
    #expect((error?.found.utf8.count ?? 1000) <= 80)
  }
}
