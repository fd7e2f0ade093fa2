/// An Ethernet address.
///
/// The text is six groups of hexadecimal digits between colons, after any blanks. Groups of one digit are read, as
/// Open vSwitch's `ETH_ADDR_SCAN_FMT` does; the signs, `0x` and overlong groups that its scanner
/// also lets through are not.
public struct MACAddress: TextParsable {
  /// The six octets, the first in bits 47…40.
  public let bits: UInt64

  /// The address made of the low 48 bits of `bits`; the others are dropped.
  public init(bits: UInt64) {
    self.bits = bits & 0xffff_ffff_ffff
  }

  public init?(utf8 text: Span<UInt8>) {
    var position = 0
    text.skipBlanks(at: &position)
    guard let address = MACAddress(scanning: text, at: &position), position == text.count else {
      return nil
    }
    self = address
  }

  /// Reads an address at `position` and moves past it; whatever may follow.
  init?(scanning text: Span<UInt8>, at position: inout Int) {
    var bits: UInt64 = 0
    for group in 0..<6 {
      guard group == 0 || text.skip(.colon, at: &position),
        let octet = text.scanHexadecimal(at: &position, digits: 2)
      else { return nil }
      bits = bits << 8 | octet
    }
    self.bits = bits
  }

  /// The link-local address that an interface with this Ethernet address gives itself.
  public var eui64LinkLocal: IPv6Address { eui64(in: IPv6Address.linkLocalHigh) }

  /// The address that an interface with this Ethernet address has in the /64 whose first 64 bits are
  /// `prefix`.
  ///
  /// RFC 4291, appendix A: `fffe` in the middle and the universal/local bit inverted.
  public func eui64(in prefix: UInt64) -> IPv6Address {
    let inverted = bits ^ 0x0200_0000_0000
    let identifier = (inverted >> 24) << 40 | 0xff_fe00_0000 | inverted & 0xff_ffff
    return IPv6Address(high: prefix, low: identifier)
  }
}

extension MACAddress: Comparable {
  public static func < (left: Self, right: Self) -> Bool { left.bits < right.bits }
}

extension MACAddress: CustomStringConvertible {
  /// Six groups of two lower-case digits: `0a:00:27:00:00:01`.
  public var description: String {
    var text: [UInt8] = []
    text.reserveCapacity(17)
    for shift in stride(from: 40, through: 0, by: -8) {
      if shift < 40 { text.append(.colon) }
      text.append(hexadecimal: bits >> shift & 0xff, digits: 2)
    }
    return text.text
  }
}
