import JSON
import Testing

@Suite("A JSON value")
struct JSONTests {
  static let value: JSON = ["a": [1, 2.5, "x", true, nil], "b": [:]]

  @Test("answers for its own kind and no other")
  func answersForItsKind() {
    let elements = Self.value["a"]?.arrayValue ?? []
    #expect(elements.map(\.integerValue) == [1, nil, nil, nil, nil])
    #expect(elements.map(\.realValue) == [1, 2.5, nil, nil, nil])
    #expect(elements.map(\.stringValue) == [nil, nil, "x", nil, nil])
    #expect(elements.map(\.booleanValue) == [nil, nil, nil, true, nil])
    #expect(elements.map(\.isNull) == [false, false, false, false, true])
    #expect(Self.value["b"]?.objectValue == [:])
    #expect(Self.value.arrayValue == nil && elements[0].objectValue == nil)
  }

  @Test("has no elements or members but its own")
  func isBounded() {
    #expect(Self.value["a"]?[4] == .null)
    #expect(Self.value["a"]?[5] == nil && Self.value["a"]?[-1] == nil)
    #expect(Self.value["c"] == nil && Self.value[0] == nil && JSON.null["a"] == nil)
  }
}
