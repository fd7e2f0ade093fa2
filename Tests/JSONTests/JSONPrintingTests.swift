import JSON
import Testing

@Suite("JSON's text")
struct JSONPrintingTests {
  @Test(
    "is compact, with names in order",
    arguments: [
      (nil, "null"), (true, "true"), (-5, "-5"), (0.5, "0.5"), (1e300, "1e+300"),
      (.real(.infinity), "null"), (.real(.nan), "null"),
      (["b": 1, "a": [nil, [:], []]], #"{"a":[null,{},[]],"b":1}"#),
      ("\"\\/\u{8}\u{c}\n\r\t\u{1}\u{1f}é𝄞", #""\"\\/\b\f\n\r\t\u0001\u001fé𝄞""#),
    ] as [(JSON, String)])
  func isCompact(value: JSON, text: String) {
    #expect(value.description == text)
  }

  @Test("is indented on demand")
  func isIndented() {
    let value: JSON = ["b": [1, [], ["x": nil]], "a": [:]]
    #expect(
      value.prettyDescription == """
        {
          "a": {},
          "b": [
            1,
            [],
            {
              "x": null
            }
          ]
        }
        """)
  }

  @Test("reads back as the value it was made of", arguments: UInt64(0)..<200)
  func readsBack(seed: UInt64) throws {
    var values = RandomJSON(seed: seed)
    let value = values.next()
    #expect(try JSON(parsing: value.description) == value)
    #expect(try JSON(parsing: value.prettyDescription) == value)
    #expect(JSONElement(value).json == value)
  }
}
