/// The scanner that all parsers here share: a position that moves over bytes.
///
/// Each function looks at `position`, moves it past what it took, and leaves it wherever it gave up
/// when the result is nil: who wants to try something else keeps the old position.
extension Span where Element == UInt8 {
  /// The byte at `position`, nil at the end.
  func peek(_ position: Int) -> UInt8? {
    position < count ? self[position] : nil
  }

  /// Moves past `byte` if it comes next.
  func skip(_ byte: UInt8, at position: inout Int) -> Bool {
    guard peek(position) == byte else { return false }
    position += 1
    return true
  }

  /// Moves past what C's `isspace` calls blank.
  func skipBlanks(at position: inout Int) {
    while let byte = peek(position), isBlank(byte) { position += 1 }
  }

  /// An unsigned number of one to `digits` decimal digits that is not above `maximum`.
  ///
  /// Leading zeros are decimal too, as in Open vSwitch's scanner; a digit more is a failure.
  func scanDecimal(at position: inout Int, digits: Int, maximum: Int) -> Int? {
    var value = 0
    let start = position
    while let byte = peek(position), case 0x30...0x39 = byte {
      guard position - start < digits else { return nil }
      value = value * 10 + Int(byte - 0x30)
      position += 1
    }
    return position > start && value <= maximum ? value : nil
  }

  /// An unsigned number of one to `digits` hexadecimal digits, in either case.
  func scanHexadecimal(at position: inout Int, digits: Int) -> UInt64? {
    var value: UInt64 = 0
    let start = position
    while let byte = peek(position), let digit = hexadecimalDigit(byte) {
      guard position - start < digits else { return nil }
      value = value << 4 | digit
      position += 1
    }
    return position > start ? value : nil
  }
}

/// Whether C's `isspace` holds for `byte` in the "C" locale.
func isBlank(_ byte: UInt8) -> Bool {
  byte == 0x20 || (0x09...0x0d).contains(byte)
}

/// The value of a hexadecimal digit.
func hexadecimalDigit(_ byte: UInt8) -> UInt64? {
  switch byte {
  case 0x30...0x39: UInt64(byte - 0x30)
  case 0x41...0x46: UInt64(byte - 0x41 + 10)
  case 0x61...0x66: UInt64(byte - 0x61 + 10)
  default: nil
  }
}

extension UInt8 {
  static let colon: UInt8 = 0x3a
  static let dot: UInt8 = 0x2e
  static let slash: UInt8 = 0x2f
  static let leftBracket: UInt8 = 0x5b
  static let rightBracket: UInt8 = 0x5d
}
