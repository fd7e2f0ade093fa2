import JSON
import Testing

@Suite("A JSON parser")
struct JSONParserTests {
  @Test(
    "reads a value",
    arguments: [
      ("null", nil), (" true\n", true), ("false", false), ("0", 0), ("-7", -7),
      (#""""#, ""), (#""a b""#, "a b"), ("[]", []), ("{}", [:]),
      ("[ 1 , [ 2 ] , {} ]", [1, [2], [:]]),
      (#"{"a":{"b":[null]},"c":"d"}"#, ["a": ["b": [nil]], "c": "d"]),
      (#"{"a":1,"a":2}"#, ["a": 2]), (#"{"":0}"#, ["": 0]),
    ] as [(String, JSON)])
  func reads(text: String, value: JSON) throws {
    #expect(try JSON(parsing: text) == value)
  }

  @Test(
    "undoes escapes",
    arguments: [
      (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"), (#""\u0041\u00e9\u20ac""#, "Aé€"),
      (#""\ud834\udd1e!""#, "𝄞!"), (#""x\u000ay""#, "x\ny"), (#""é€𝄞""#, "é€𝄞"),
      (#""\u00E9""#, "é"),
    ])
  func unescapes(text: String, string: String) throws {
    #expect(try JSON(parsing: text) == .string(string))
  }

  @Test(
    "refuses what is not JSON, at the byte where it shows",
    arguments: [
      ("", .unexpectedEnd, 0), ("  ", .unexpectedEnd, 2), ("[", .unexpectedEnd, 1),
      ("[1,", .unexpectedEnd, 3), (#""abc"#, .unexpectedEnd, 4), (#""abc\"#, .unexpectedEnd, 5),
      ("[1,]", .unexpectedByte(0x5D), 3), ("[,1]", .unexpectedByte(0x2C), 1),
      ("[1 2]", .unexpectedByte(0x32), 3), ("[1}", .unexpectedByte(0x7D), 2),
      ("{1:2}", .unexpectedByte(0x31), 1), (#"{"a"}"#, .unexpectedByte(0x7D), 4),
      (#"{"a":}"#, .unexpectedByte(0x7D), 5), (#"{"a":1,}"#, .unexpectedByte(0x7D), 7),
      (#"{"a" "b"}"#, .unexpectedByte(0x22), 5), (#"["a""b"]"#, .unexpectedByte(0x22), 4),
      ("{,}", .unexpectedByte(0x2C), 1), ("]", .unexpectedByte(0x5D), 0),
      ("[:]", .unexpectedByte(0x3A), 1), ("?", .unexpectedByte(0x3F), 0),
      ("[[]", .unexpectedEnd, 3), ("{[]:1}", .unexpectedByte(0x5B), 1),
      ("{null:1}", .unexpectedByte(0x6E), 1), ("'a'", .unexpectedByte(0x27), 0),
      ("nul", .unknownWord, 0), ("[nulL]", .unknownWord, 1), ("truefalse", .unknownWord, 0),
      ("[\"a\nb\"]", .controlCharacter(0x0A), 3), ("\"\u{0}\"", .controlCharacter(0), 1),
      (#""\x""#, .malformedEscape, 1), (#""\u12g4""#, .malformedEscape, 1),
      (#""a\u00"#, .unexpectedEnd, 6), (#""\u0000""#, .malformedEscape, 1),
      (#""\ud834""#, .malformedEscape, 1), (#""ab\udd1e""#, .malformedEscape, 3),
      (#""\ud834\u0041""#, .malformedEscape, 1), ("1 2", .trailingBytes, 2),
      ("{}}", .trailingBytes, 2),
    ] as [(String, JSONError.Reason, Int)])
  func refuses(text: String, reason: JSONError.Reason, offset: Int) {
    #expect(throws: JSONError(reason, offset: offset)) { try JSON(parsing: text) }
  }

  @Test(
    "refuses strings that are not UTF-8",
    arguments: [
      ([0x80], 0), ([0x61, 0xC3], 1), ([0xC0, 0x80], 0), ([0xED, 0xA0, 0x80], 0),
      ([0x61, 0x62, 0xF5, 0x80, 0x80, 0x80], 2),
    ] as [([UInt8], Int)])
  func refusesMalformedUTF8(content: [UInt8], offset: Int) {
    #expect(throws: JSONError(.malformedUTF8, offset: 1 + offset)) {
      try JSON(parsing: [0x22] + content + [0x22])
    }
  }

  @Test("says in words what is wrong and where")
  func describesErrors() {
    let messages = ["[1,]", "\"\n\"", "nil", "[1"].map { text in
      do throws(JSONError) {
        return try JSON(parsing: text).description
      } catch {
        return error.description
      }
    }
    #expect(
      messages == [
        "unexpected ']' at byte 3", "unescaped control character byte 0x0a at byte 1",
        "a word that is none of true, false, null at byte 0", "unexpected end of input at byte 2",
      ])
  }
}
