extension UUID: LosslessStringConvertible {
  /// The canonical form of 36 characters, either case; anything else is `nil`.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    self.init(utf8: bytes.span)
  }

  /// As from a string, from the string's bytes.
  public init?(utf8 bytes: borrowing Span<UInt8>) {
    guard bytes.count == 36 else { return nil }
    var halves: (high: UInt64, low: UInt64) = (0, 0)
    // Bad digits leave high bits here, so that the loop needs no branch for them.
    var bad: UInt8 = 0
    for index in 0..<18 where index != 8 && index != 13 {
      let digit = Self.value(ofDigit: bytes[index])
      bad |= digit
      halves.high = halves.high << 4 | UInt64(digit & 0xF)
    }
    for index in 19..<36 where index != 23 {
      let digit = Self.value(ofDigit: bytes[index])
      bad |= digit
      halves.low = halves.low << 4 | UInt64(digit & 0xF)
    }
    let dash = UInt8(ascii: "-")
    guard bad < 16, bytes[8] == dash, bytes[13] == dash, bytes[18] == dash, bytes[23] == dash
    else { return nil }
    self.init(high: halves.high, low: halves.low)
  }

  public var description: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the canonical form's bytes.
  public func write(to bytes: inout [UInt8]) {
    bytes.append(addingCapacity: 36) { (text: inout OutputSpan<UInt8>) in
      Self.write(high, to: &text, dashesBefore: (8, 12))
      Self.write(low, to: &text, dashesBefore: (0, 4))
    }
  }

  private static func write(
    _ half: UInt64, to text: inout OutputSpan<UInt8>, dashesBefore dashes: (Int, Int)
  ) {
    for position in 0..<16 {
      if position == dashes.0 || position == dashes.1 { text.append(UInt8(ascii: "-")) }
      let digit = UInt8(truncatingIfNeeded: half >> UInt64(60 - 4 * position)) & 0xF
      text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
    }
  }

  /// 0 to 15, or 255 for what is no digit.
  private static func value(ofDigit byte: UInt8) -> UInt8 {
    let decimal = byte &- UInt8(ascii: "0")
    if decimal < 10 { return decimal }
    let letter = (byte | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? letter + 10 : 255
  }
}
