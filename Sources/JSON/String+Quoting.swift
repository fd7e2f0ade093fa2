extension String {
  /// Appends this string as a JSON string: only what RFC 8259 section 7 demands is escaped.
  public func writeQuoted(to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    if hasNothingToEscape {
      // All bytes at once: nearly every string of a database.
      bytes += utf8
    } else {
      for byte in utf8 {
        if byte.needsEscape { bytes.appendEscape(of: byte) } else { bytes.append(byte) }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private var hasNothingToEscape: Bool {
    let text = utf8Span.span
    for index in text.indices where text[index].needsEscape { return false }
    return true
  }
}

extension UInt8 {
  fileprivate var needsEscape: Bool {
    self < 0x20 || self == UInt8(ascii: "\"") || self == UInt8(ascii: "\\")
  }
}

extension [UInt8] {
  fileprivate mutating func appendEscape(of byte: UInt8) {
    append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
    case 0x08: append(UInt8(ascii: "b"))
    case 0x09: append(UInt8(ascii: "t"))
    case 0x0A: append(UInt8(ascii: "n"))
    case 0x0C: append(UInt8(ascii: "f"))
    case 0x0D: append(UInt8(ascii: "r"))
    default:
      self += "u00".utf8
      append(UInt8(ascii: "0") + byte >> 4)
      append(Self.hexadecimalDigit(byte & 0xF))
    }
  }

  private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + (value - 10)
  }
}
