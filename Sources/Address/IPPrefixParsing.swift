/// Reading prefixes as OVN's databases hold them: an address, an address and a length, or an address
/// and a contiguous mask, after any blanks.
extension IPPrefix: TextParsable {
  public init?(utf8 text: Span<UInt8>) {
    var position = 0
    text.skipBlanks(at: &position)
    guard let prefix = IPPrefix(scanning: text, at: &position), position == text.count else {
      return nil
    }
    self = prefix
  }

  /// The prefixes at the head of a text, between blanks, up to the first character that belongs to none.
  public static func list(in text: String) -> [IPPrefix] {
    let text = text.utf8.span
    var position = 0
    return list(scanning: text, at: &position)
  }

  /// Reads prefixes at `position` and moves past them.
  static func list(scanning text: Span<UInt8>, at position: inout Int) -> [IPPrefix] {
    var found: [IPPrefix] = []
    text.skipBlanks(at: &position)
    while let prefix = IPPrefix(scanning: text, at: &position) {
      found.append(prefix)
      text.skipBlanks(at: &position)
    }
    return found
  }

  /// Reads a prefix at `position` and moves past it; whatever may follow.
  init?(scanning text: Span<UInt8>, at position: inout Int) {
    let start = position
    if let address = IPv4Address(scanning: text, at: &position) {
      let suffix = Self.scanSuffix(text, at: &position, maximum: 32) { (text, position) in
        IPv4Address(scanning: text, at: &position)?.maskLength
      }
      guard let length = suffix else { return nil }
      self.init(.v4(address), checkedLength: length)
      return
    }
    position = start
    guard let address = IPv6Address(scanning: text, at: &position) else { return nil }
    let suffix = Self.scanSuffix(text, at: &position, maximum: 128) { (text, position) in
      IPv6Address(scanning: text, at: &position)?.maskLength
    }
    guard let length = suffix else { return nil }
    self.init(.v6(address), checkedLength: length)
  }

  /// The length that `/length` or `/mask` means, `maximum` if there is neither.
  private static func scanSuffix(
    _ text: Span<UInt8>, at position: inout Int, maximum: Int,
    mask: (Span<UInt8>, inout Int) -> Int?
  ) -> Int? {
    guard text.skip(.slash, at: &position) else { return maximum }
    var ahead = position
    if let length = mask(text, &ahead) {
      position = ahead
      return length
    }
    return text.scanDecimal(at: &position, digits: 3, maximum: maximum)
  }
}
