/// The escapes in a JSON string (RFC 8259 section 7).
enum JSONEscapes {
  /// Throws at the first escape that is unknown, is half of a surrogate pair, or stands for NUL, which
  /// OVSDB strings cannot hold.
  static func check(_ content: borrowing Span<UInt8>, offset: Int) throws(JSONError) {
    var index = 0
    while index < content.count {
      if content[index] == UInt8(ascii: "\\") {
        guard let (_, next) = scalar(in: content, at: index) else {
          throw JSONError(.malformedEscape, offset: offset + index)
        }
        index = next
      } else {
        index += 1
      }
    }
  }

  /// The string that checked content stands for.
  static func string(_ content: ArraySlice<UInt8>) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(content.count)
    let source = content.span
    var index = 0
    while index < source.count {
      if let (scalar, next) = scalar(in: source, at: index) {
        bytes.append(contentsOf: Unicode.UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        index = next
      } else {
        bytes.append(source[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The scalar that the escape at `index` stands for and the index behind it; `nil` if there is no
  /// escape or not a valid one.
  private static func scalar(
    in content: borrowing Span<UInt8>, at index: Int
  ) -> (Unicode.Scalar, next: Int)? {
    guard content[index] == UInt8(ascii: "\\"), index + 1 < content.count else { return nil }
    switch content[index + 1] {
    case UInt8(ascii: "\""): return ("\"", index + 2)
    case UInt8(ascii: "\\"): return ("\\", index + 2)
    case UInt8(ascii: "/"): return ("/", index + 2)
    case UInt8(ascii: "b"): return ("\u{8}", index + 2)
    case UInt8(ascii: "f"): return ("\u{c}", index + 2)
    case UInt8(ascii: "n"): return ("\n", index + 2)
    case UInt8(ascii: "r"): return ("\r", index + 2)
    case UInt8(ascii: "t"): return ("\t", index + 2)
    case UInt8(ascii: "u"): return unicodeScalar(in: content, at: index)
    default: return nil
    }
  }

  private static func unicodeScalar(
    in content: borrowing Span<UInt8>, at index: Int
  ) -> (Unicode.Scalar, next: Int)? {
    guard let unit = codeUnit(in: content, at: index), unit != 0 else { return nil }
    if let scalar = Unicode.Scalar(unit) { return (scalar, index + 6) }
    guard (0xD800..<0xDC00).contains(unit), let low = codeUnit(in: content, at: index + 6),
      (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + UInt32(unit & 0x3FF) << 10 + UInt32(low & 0x3FF))
    else { return nil }
    return (scalar, index + 12)
  }

  /// The UTF-16 code unit of the six bytes `\uXXXX` at `index`.
  private static func codeUnit(in content: borrowing Span<UInt8>, at index: Int) -> UInt16? {
    guard index + 6 <= content.count, content[index] == UInt8(ascii: "\\"),
      content[index + 1] == UInt8(ascii: "u")
    else { return nil }
    var unit: UInt16 = 0
    for digit in index + 2..<index + 6 {
      guard let value = hexadecimalValue(content[digit]) else { return nil }
      unit = unit << 4 | UInt16(value)
    }
    return unit
  }

  private static func hexadecimalValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
