/// An IPv6 address.
///
/// Any text of RFC 4291, section 2.2, is read, one with an IPv4 address at its end included, and what
/// `inet_ntop` makes of it is printed. There are no zones (`%eth0`).
public struct IPv6Address: TextParsable {
  /// The first 64 bits, the first octet highest.
  public let high: UInt64
  /// The last 64 bits, the last octet lowest.
  public let low: UInt64

  /// The address of which `high` and `low` are the halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The address of which `bits` are the octets, first one highest.
  public init(bits: UInt128) {
    self.init(high: UInt64(truncatingIfNeeded: bits >> 64), low: UInt64(truncatingIfNeeded: bits))
  }

  /// The address, the first octet highest.
  public var bits: UInt128 { UInt128(high) << 64 | UInt128(low) }

  /// The first half of all addresses in fe80::/64.
  static let linkLocalHigh: UInt64 = 0xfe80 << 48

  /// The mask that leaves the first `length` bits (0…128).
  static func mask(length: Int) -> UInt128 {
    // Swift's smart shift by 128 gives zero.
    UInt128.max << (128 - length)
  }

  /// The number of leading one bits if the address is a contiguous mask.
  var maskLength: Int? {
    let length = (~bits).leadingZeroBitCount
    return bits == Self.mask(length: length) ? length : nil
  }
}

extension IPv6Address: Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    left.high != right.high ? left.high < right.high : left.low < right.low
  }
}
