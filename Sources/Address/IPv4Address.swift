/// An IPv4 address.
///
/// The text is four decimal numbers up to 255 between dots. Leading zeros do not make a number octal,
/// as in Open vSwitch's `IP_SCAN_FMT`.
public struct IPv4Address: TextParsable {
  /// The address, the first octet in bits 31…24.
  public let bits: UInt32

  /// The address of which `bits` are the octets, first one highest.
  public init(bits: UInt32) {
    self.bits = bits
  }

  public init?(utf8 text: Span<UInt8>) {
    var position = 0
    guard let address = IPv4Address(scanning: text, at: &position), position == text.count else {
      return nil
    }
    self = address
  }

  /// Reads an address at `position` and moves past it; whatever may follow.
  init?(scanning text: Span<UInt8>, at position: inout Int) {
    var bits: UInt32 = 0
    for octet in 0..<4 {
      guard octet == 0 || text.skip(.dot, at: &position),
        let value = text.scanDecimal(at: &position, digits: 3, maximum: 255)
      else { return nil }
      bits = bits << 8 | UInt32(value)
    }
    self.bits = bits
  }

  /// The mask that leaves the first `length` bits (0…32).
  static func mask(length: Int) -> UInt32 {
    // Swift's smart shift by 32 gives zero.
    UInt32.max << (32 - length)
  }

  /// The number of leading one bits if the address is a contiguous mask.
  var maskLength: Int? {
    let length = (~bits).leadingZeroBitCount
    return bits == Self.mask(length: length) ? length : nil
  }

  /// Appends `a.b.c.d`.
  func write(to text: inout [UInt8]) {
    for shift: UInt32 in [24, 16, 8, 0] {
      if shift < 24 { text.append(.dot) }
      text.append(decimal: bits >> shift & 0xff)
    }
  }
}

extension IPv4Address: Comparable {
  public static func < (left: Self, right: Self) -> Bool { left.bits < right.bits }
}

extension IPv4Address: CustomStringConvertible {
  /// Four decimal numbers between dots: `192.0.2.1`.
  public var description: String {
    var text: [UInt8] = []
    text.reserveCapacity(15)
    write(to: &text)
    return text.text
  }
}
