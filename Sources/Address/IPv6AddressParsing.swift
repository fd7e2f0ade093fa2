/// Reading the text forms of RFC 4291, section 2.2.
extension IPv6Address {
  public init?(utf8 text: Span<UInt8>) {
    var position = 0
    guard let address = IPv6Address(scanning: text, at: &position), position == text.count else {
      return nil
    }
    self = address
  }

  /// Reads an address at `position` and moves past it.
  ///
  /// The address ends before the first byte that cannot be part of one.
  init?(scanning text: Span<UInt8>, at position: inout Int) {
    var groups = Groups()
    // A colon may begin the text only as the first half of "::".
    if text.peek(position) == .colon {
      guard text.peek(position + 1) == .colon else { return nil }
      position += 2
      groups.markGap()
      guard Self.isInside(text, position) else {
        self.init(bits: 0)
        return
      }
    }
    while true {
      guard groups.scanNext(text, at: &position) else { return nil }
      guard text.skip(.colon, at: &position) else { break }
      if text.skip(.colon, at: &position) {
        guard groups.markGap() else { return nil }
        guard Self.isInside(text, position) else { break }
      }
    }
    guard !Self.isInside(text, position), let bits = groups.bits else { return nil }
    self.init(bits: bits)
  }

  /// Whether the byte at `position` belongs to the address.
  private static func isInside(_ text: Span<UInt8>, _ position: Int) -> Bool {
    guard let byte = text.peek(position) else { return false }
    return byte == .colon || byte == .dot || hexadecimalDigit(byte) != nil
  }
}

/// The groups of 16 bits read so far, and where among them `::` stood.
private struct Groups {
  private var value: UInt128 = 0
  private var count = 0
  private var countBeforeGap: Int?

  /// Notes that `::` comes here; false when there is one already.
  @discardableResult
  mutating func markGap() -> Bool {
    guard countBeforeGap == nil else { return false }
    countBeforeGap = count
    return true
  }

  /// Takes one group, or the IPv4 address that stands for the last two.
  mutating func scanNext(_ text: Span<UInt8>, at position: inout Int) -> Bool {
    let start = position
    guard count < 8, let group = text.scanHexadecimal(at: &position, digits: 4) else {
      return false
    }
    guard text.peek(position) == .dot else {
      append(UInt128(group), groups: 1)
      return true
    }
    position = start
    guard count <= 6, let embedded = Self.scanEmbedded(text, at: &position) else { return false }
    append(UInt128(embedded.bits), groups: 2)
    return true
  }

  /// An IPv4 address at the end. `inet_pton` takes no leading zeros in it, so none are taken here.
  private static func scanEmbedded(_ text: Span<UInt8>, at position: inout Int) -> IPv4Address? {
    var ahead = position
    for octet in 0..<4 {
      guard octet == 0 || text.skip(.dot, at: &ahead) else { return nil }
      let start = ahead
      guard text.scanDecimal(at: &ahead, digits: 3, maximum: 255) != nil,
        ahead == start + 1 || text[start] != 0x30
      else { return nil }
    }
    // No colon follows an IPv4 address: the caller would take it for one more group.
    guard text.peek(ahead) != .colon else { return nil }
    return IPv4Address(scanning: text, at: &position)
  }

  private mutating func append(_ bits: UInt128, groups: Int) {
    value = value << (16 * groups) | bits
    count += groups
  }

  /// The address; nil if there are too few groups or `::` stands for none.
  var bits: UInt128? {
    guard let countBeforeGap else { return count == 8 ? value : nil }
    guard count < 8 else { return nil }
    let after = 16 * (count - countBeforeGap)
    let tail = value & (UInt128(1) << after - 1)
    let head = value >> after
    // With nothing before the gap the shift is by 128, which gives zero, as it should.
    return head << (128 - 16 * countBeforeGap) | tail
  }
}
