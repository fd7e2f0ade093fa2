/// Why bytes are not a JSON text, and where.
public struct JSONError: Error, Hashable, Sendable {
  /// What is wrong at `offset`.
  public enum Reason: Hashable, Sendable {
    /// A byte that cannot stand where it does.
    case unexpectedByte(UInt8)
    /// The input ended inside a text, or before one began.
    case unexpectedEnd
    /// A word that is none of `true`, `false` and `null`.
    case unknownWord
    /// A number against the grammar of RFC 8259 section 6, or too large for a double.
    case malformedNumber
    /// An escape that RFC 8259 section 7 does not know, half of a surrogate pair, or a NUL.
    case malformedEscape
    /// A control character that should have been escaped.
    case controlCharacter(UInt8)
    /// A string that is not UTF-8.
    case malformedUTF8
    /// More arrays and objects inside each other than the limit allows.
    case tooDeep(limit: Int)
    /// More bytes in one text than the limit allows.
    case tooLong(limit: Int)
    /// A further text where there should be one only.
    case trailingBytes
  }

  public var reason: Reason
  /// Bytes from the start of everything that the parser was given.
  public var offset: Int

  public init(_ reason: Reason, offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}

extension JSONError: CustomStringConvertible {
  public var description: String { "\(reason) at byte \(offset)" }
}

extension JSONError.Reason: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unexpectedByte(let byte): "unexpected \(Self.name(of: byte))"
    case .unexpectedEnd: "unexpected end of input"
    case .unknownWord: "a word that is none of true, false, null"
    case .malformedNumber: "malformed or too large number"
    case .malformedEscape: "malformed escape in a string"
    case .controlCharacter(let byte): "unescaped control character \(Self.name(of: byte))"
    case .malformedUTF8: "string is not UTF-8"
    case .tooDeep(let limit): "nested more than \(limit) deep"
    case .tooLong(let limit): "longer than \(limit) bytes"
    case .trailingBytes: "more bytes after the end of the value"
    }
  }

  private static func name(of byte: UInt8) -> String {
    (0x21...0x7E).contains(byte)
      ? "'\(Unicode.Scalar(byte))'" : "byte 0x\(byte < 16 ? "0" : "")\(String(byte, radix: 16))"
  }
}
