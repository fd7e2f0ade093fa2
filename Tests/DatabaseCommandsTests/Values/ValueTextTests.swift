import Database
import OVSDB
import Seeded
import Testing

@testable import DatabaseCommands

@Suite("A value's text")
struct ValueTextTests {
  @Test("is read as the value it was printed of", arguments: 0..<200)
  func roundTrip(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let type = random.columnType()
    for _ in 0..<20 {
      let value = random.value(of: type)
      var symbols = RowSymbols()
      #expect(try Datum(reading: value.text(type), type, &symbols) == value, "\(value.text(type))")
    }
  }

  @Test(
    "may be written in several ways",
    arguments: [
      ("a", "a"), (" a ", "a"), ("[a]", "a"), ("\"a\"", "a"), ("a\\,b", "\"a,b\""),
      ("\"\\u0061\\t\"", "\"a\\t\""), ("[]", "[]"), ("a,b", "[a, b]"), ("b a", "[a, b]"),
      ("[ b , a ]", "[a, b]"), ("b,a,", "[a, b]"),
    ])
  func forms(text: String, wanted: String) throws {
    let type = ColumnType.set(of: .string())
    var symbols = RowSymbols()
    let value = try Datum(reading: text, type, &symbols)
    #expect(value.text(value.count == 1 ? ColumnType(key: .string()) : type) == wanted)
  }

  @Test("of integers may have ranges")
  func ranges() throws {
    var symbols = RowSymbols()
    let value = try Datum(reading: "1-3,-2--1", .set(of: .integer()), &symbols)
    #expect(value.text(.set(of: .integer())) == "[-2, -1, 1, 2, 3]")
  }

  @Test(
    "that makes no sense is refused with the reason",
    arguments: [
      ("x", .map(.string(), .string()), "x: syntax error at \"\" expecting \"=\""),
      ("x,y=z", .map(.string(), .string()), "x,y=z: syntax error at \",\" expecting \"=\""),
      ("1-5", .map(.integer(), .string()), "\"1-5\" is not a valid integer or range"),
      (
        "3-1", .set(of: .integer()),
        "\"3-1\" is not a valid range. Range end cannot be before start."
      ),
      (
        "1-4097", .set(of: .integer()),
        "constraint violation: Range \"1-4097\" is too big. Maximum allowed size is 4096."
      ),
      ("1e309", ColumnType(key: .real()), "\"1e309\" is not a valid real number"),
      ("a,a", .set(of: .string()), "a,a: set contains duplicate value"),
    ] as [(String, ColumnType, String)])
  func refused(text: String, type: ColumnType, reason: String) {
    var symbols = RowSymbols()
    #expect(throws: CommandError(reason)) { try Datum(reading: text, type, &symbols) }
  }
}

extension SeededGenerator {
  fileprivate mutating func columnType() -> ColumnType {
    let bases: [BaseType] = [.integer(), .real(), .boolean(), .string(), .uuid()]
    func base(_ number: Int) -> BaseType { bases[number] }
    let (key, value) = (base(number(below: 5)), base(number(below: 5)))
    switch number(below: 4) {
    case 0: return ColumnType(key: key)
    case 1: return .optional(key)
    case 2: return .set(of: key)
    default: return .map(key, value)
    }
  }

  fileprivate mutating func value(of type: ColumnType) -> Datum {
    var datum = Datum()
    let count = type.maximum ?? number(below: 6)
    for _ in 0..<max(type.minimum, number(below: count + 1)) {
      datum.insert(atom(type.key), type.value.map { atom($0) })
    }
    return datum
  }

  private mutating func atom(_ type: BaseType) -> Atom {
    switch type {
    case .integer:
      .integer(number(below: 2) == 0 ? Int64(bitPattern: next()) : Int64(number(below: 9)))
    case .real: .real(Double(number(below: 1_000_000)) / 64)
    case .boolean: .boolean(number(below: 2) == 0)
    case .string: .string(string())
    case .uuid: .uuid(UUID(high: next(), low: next()))
    }
  }

  private mutating func string() -> String {
    let parts = [
      "a", "Z", "_", "-", ".", " ", ",", "=", "\"", "\\", "{", "[", ":", "\n", "ä", "😀", "true",
      "@", "<",
      "e\u{301}", "\u{7F}", "11111111-1111-1111-1111-111111111111",
    ]
    return (0..<number(below: 6)).map { _ in parts[number(below: parts.count)] }.joined()
  }

  fileprivate mutating func number(below bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
