/// Numbers as ASCII, appended to the bytes of a text under construction.
extension [UInt8] {
  /// Appends a non-negative number in decimal.
  mutating func append(decimal value: some BinaryInteger) {
    if value >= 10 { append(decimal: value / 10) }
    append(0x30 + UInt8(value % 10))
  }

  /// Appends a number in lower-case hexadecimal with at least `digits` digits.
  mutating func append(hexadecimal value: UInt64, digits: Int = 1) {
    if value >= 16 || digits > 1 { append(hexadecimal: value >> 4, digits: digits - 1) }
    let digit = UInt8(value & 0xf)
    append(digit < 10 ? 0x30 + digit : 0x57 + digit)
  }

  /// The text that the bytes spell.
  var text: String { String(decoding: self, as: UTF8.self) }
}
