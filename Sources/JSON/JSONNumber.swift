/// A JSON number, read as `ovsdb-server` reads it: an integer whenever its value is one that 64 bits
/// hold, even if written `1.0` or `1e3`; zero has no sign.
enum JSONNumber: Equatable {
  case integer(Int64)
  case real(Double)

  /// Whether a byte may stand in a number behind its first.
  static func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  /// `nil` if the bytes break the grammar of RFC 8259 section 6, or if a double cannot hold the value.
  init?(_ bytes: borrowing Span<UInt8>) {
    guard let decimal = JSONDecimal(bytes) else { return nil }
    if let integer = decimal.integer {
      self = .integer(integer)
      return
    }
    guard let real = Double(String(decoding: Array(copying: bytes), as: UTF8.self)), real.isFinite
    else { return nil }
    // Digits beyond a double's may round to a whole number, which prints, and so reads back, as an
    // integer.  The least integer is left out: only a number below it can have come here as that.
    if let integer = Int64(exactly: real), integer != .min {
      self = .integer(integer)
    } else {
      self = .real(real)
    }
  }
}

extension [UInt8] {
  /// The bytes of a span.
  @inlinable
  init(copying bytes: borrowing Span<UInt8>) {
    self.init()
    reserveCapacity(bytes.count)
    for index in bytes.indices { append(bytes[index]) }
  }
}
