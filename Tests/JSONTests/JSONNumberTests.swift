import JSON
import Testing

@Suite("A JSON number")
struct JSONNumberTests {
  @Test(
    "is an integer whenever 64 bits hold its value, and else a real",
    arguments: [
      ("0", 0), ("-0", 0), ("-0.0", 0), ("0e99", 0), ("1.0", 1), ("1e3", 1000), ("1E+3", 1000),
      ("1500e-2", 15), ("-2.50e1", -25), ("9223372036854775807", .integer(.max)),
      ("-9223372036854775808", .integer(.min)), ("0.5", 0.5), ("1e-3", 0.001), ("-1.5e-1", -0.15),
      ("9223372036854775808", .real(9_223_372_036_854_775_808)),
      ("-9223372036854775809", .real(-9_223_372_036_854_775_808)),
      ("12345678901234567890", .real(1234567890123456789e1)), ("1e19", .real(1e19)),
      ("18446744073709551616", .real(18_446_744_073_709_551_616)),
      ("-1.99999999999999999999", -2), ("9007199254740993.5", 9_007_199_254_740_994),
      ("1e308", .real(1e308)), ("1e-400", 0), ("3.141592653589793", .real(.pi)),
    ] as [(String, JSON)])
  func isRead(text: String, value: JSON) throws {
    #expect(try JSON(parsing: text) == value)
    #expect(try JSON(parsing: "[\(text)]") == [value])
  }

  @Test(
    "follows the grammar, and fits a double",
    arguments: [
      "-", "01", "-01", "1.", ".5", "1.e3", "1e", "1e+", "1.5.2", "1-2", "--1", "1e1e1", "00",
      "1e309", "-1e400", "1e999999999999999999999",
    ])
  func isRefused(text: String) {
    #expect(throws: JSONError.self) { try JSON(parsing: text) }
    #expect(throws: JSONError.self) { try JSON(parsing: "[\(text)]") }
  }
}
