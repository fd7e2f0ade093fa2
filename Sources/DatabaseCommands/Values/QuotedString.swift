/// A string in double quotes, with JSON's escapes (RFC 8259 section 7).
enum QuotedString {
  /// The string that `text`, quotes included, stands for; throws what is wrong with it.
  static func unquote(_ text: String) throws(CommandError) -> String {
    let bytes = Array(text.utf8)
    let quote = UInt8(ascii: "\"")
    guard bytes.count >= 2, bytes.first == quote, bytes.last == quote else {
      throw CommandError("\(text): missing quote at end of quoted string")
    }
    var reader = Reader(rest: bytes[1..<(bytes.count - 1)])
    do throws(CommandError) {
      return try reader.string()
    } catch {
      throw CommandError("\(text): \(error)")
    }
  }
}

/// What is between the quotes, as far as it was not read yet.
private struct Reader {
  var rest: ArraySlice<UInt8>

  mutating func string() throws(CommandError) -> String {
    var string: [UInt8] = []
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""):
        throw CommandError("quoted string may not include unescaped \"")
      case UInt8(ascii: "\\"): string += try escape()
      default: string.append(byte)
      }
    }
    return String(decoding: string, as: UTF8.self)
  }

  /// The bytes for which the escape stands whose backslash was read.
  private mutating func escape() throws(CommandError) -> [UInt8] {
    guard let letter = rest.popFirst() else {
      throw CommandError("quoted string may not end with backslash")
    }
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [letter]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return Array(String(try scalar()).utf8)
    default: throw CommandError("bad escape \\\(String(decoding: [letter], as: UTF8.self))")
    }
  }

  private mutating func scalar() throws(CommandError) -> Character {
    let first = try unit()
    // A trailing surrogate by itself is no character; like every UTF-8 decoder, show that it was there.
    guard UTF16.isLeadSurrogate(first) else {
      return Character(Unicode.Scalar(first) ?? "\u{FFFD}")
    }
    guard rest.popFirst() == UInt8(ascii: "\\"), rest.popFirst() == UInt8(ascii: "u") else {
      throw CommandError("malformed escaped surrogate pair")
    }
    let second = try unit()
    guard UTF16.isTrailSurrogate(second) else {
      throw CommandError("second half of escaped surrogate pair is not trailing surrogate")
    }
    return Character(UTF16.decode(UTF16.EncodedScalar([first, second])))
  }

  /// The four hexadecimal digits of an escape.
  private mutating func unit() throws(CommandError) -> UInt16 {
    let digits = rest.prefix(4)
    guard digits.count == 4 else {
      throw CommandError("quoted string ends within \\u escape")
    }
    rest = rest.dropFirst(4)
    var unit: UInt16 = 0
    for digit in digits {
      guard let value = Character(Unicode.Scalar(digit)).hexDigitValue else {
        throw CommandError("malformed \\u escape")
      }
      unit = unit << 4 | UInt16(value)
    }
    guard unit != 0 else { throw CommandError("null bytes not supported in quoted strings") }
    return unit
  }
}
