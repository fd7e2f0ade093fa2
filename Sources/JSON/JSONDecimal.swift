/// A number of the JSON grammar as sign, digits and power of ten.
struct JSONDecimal {
  private var isNegative = false
  private var significand: UInt64 = 0
  /// Whether all digits are in `significand`.
  private var isExact = true
  private var exponent = 0

  /// `nil` if the bytes break the grammar of RFC 8259 section 6.
  init?(_ bytes: borrowing Span<UInt8>) {
    var index = 0
    if !bytes.isEmpty, bytes[0] == UInt8(ascii: "-") {
      isNegative = true
      index = 1
    }
    guard readInteger(bytes, &index), readFraction(bytes, &index), readExponent(bytes, &index),
      index == bytes.count
    else { return nil }
  }

  /// The value, if 64 bits with a sign hold it exactly.
  var integer: Int64? {
    guard isExact else { return nil }
    var magnitude = significand
    if magnitude == 0 { return 0 }
    var power = exponent
    while power > 0 {
      let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      magnitude = product
      power -= 1
    }
    while power < 0 {
      guard magnitude % 10 == 0 else { return nil }
      magnitude /= 10
      power += 1
    }
    guard isNegative else { return Int64(exactly: magnitude) }
    return magnitude <= Int64.min.magnitude ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil
  }
}

extension JSONDecimal {
  /// One digit or more, without a leading zero.
  private mutating func readInteger(_ bytes: borrowing Span<UInt8>, _ index: inout Int) -> Bool {
    let start = index
    readDigits(bytes, &index)
    let count = index - start
    return count == 1 || count > 1 && bytes[start] != UInt8(ascii: "0")
  }

  private mutating func readFraction(_ bytes: borrowing Span<UInt8>, _ index: inout Int) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: ".") else { return true }
    index += 1
    let start = index
    readDigits(bytes, &index)
    exponent -= index - start
    return index > start
  }

  private mutating func readDigits(_ bytes: borrowing Span<UInt8>, _ index: inout Int) {
    while index < bytes.count, let digit = Self.digit(bytes[index]) {
      append(digit)
      index += 1
    }
  }

  private mutating func append(_ digit: UInt8) {
    let (product, overflow) = significand.multipliedReportingOverflow(by: 10)
    let (sum, carry) = product.addingReportingOverflow(UInt64(digit))
    if overflow || carry { isExact = false } else { significand = sum }
  }

  private mutating func readExponent(_ bytes: borrowing Span<UInt8>, _ index: inout Int) -> Bool {
    guard index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") else { return true }
    index += 1
    var isBelowOne = false
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      isBelowOne = bytes[index] == UInt8(ascii: "-")
      index += 1
    }
    let start = index
    var power = 0
    while index < bytes.count, let digit = Self.digit(bytes[index]) {
      // Far beyond every double already: more digits change nothing, and must not overflow.
      if power < 1_000_000 { power = 10 * power + Int(digit) }
      index += 1
    }
    exponent += isBelowOne ? -power : power
    return index > start
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    let value = byte &- UInt8(ascii: "0")
    return value < 10 ? value : nil
  }
}
