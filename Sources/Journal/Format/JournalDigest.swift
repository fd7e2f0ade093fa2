/// The SHA-1 of a record's text, as its header line says it.
public struct JournalDigest: Hashable, Sendable {
  /// Bytes of a digest.
  public static let byteCount = 20

  private var words: (UInt64, UInt64)
  private var last: UInt32

  /// The digest whose bytes these are; `nil` unless there are 20 of them.
  public init?(_ bytes: borrowing Span<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    words = (0, 0)
    last = 0
    for index in 0..<8 { words.0 = words.0 << 8 | UInt64(bytes[index]) }
    for index in 8..<16 { words.1 = words.1 << 8 | UInt64(bytes[index]) }
    for index in 16..<20 { last = last << 8 | UInt32(bytes[index]) }
  }

  /// The digest whose 40 hexadecimal digits these are, in either case; `nil` of anything else.
  public init?(hexadecimal digits: borrowing Span<UInt8>) {
    guard digits.count == 2 * Self.byteCount else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.byteCount)
    for index in 0..<Self.byteCount {
      guard let high = Self.value(of: digits[2 * index]),
        let low = Self.value(of: digits[2 * index + 1])
      else { return nil }
      bytes.append(high << 4 | low)
    }
    self.init(bytes.span)
  }

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  public static func == (left: JournalDigest, right: JournalDigest) -> Bool {
    left.words == right.words && left.last == right.last
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(last)
  }
}

extension JournalDigest: CustomStringConvertible {
  /// The 40 hexadecimal digits, in lower case.
  public var description: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the 40 hexadecimal digits.
  func write(to bytes: inout [UInt8]) {
    Self.write(words.0, count: 16, to: &bytes)
    Self.write(words.1, count: 16, to: &bytes)
    Self.write(UInt64(last), count: 8, to: &bytes)
  }

  private static func write(_ value: UInt64, count: Int, to bytes: inout [UInt8]) {
    for place in (0..<count).reversed() {
      let digit = UInt8(truncatingIfNeeded: value >> UInt64(4 * place)) & 0xF
      bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
    }
  }
}

/// The hash function of the records: SHA-1, given bytes as they come.
public protocol JournalHash {
  /// Takes the next bytes.
  mutating func update(_ bytes: borrowing Span<UInt8>)
  /// The digest of all bytes taken since the last time, and begins anew.
  mutating func finish() -> JournalDigest
}
