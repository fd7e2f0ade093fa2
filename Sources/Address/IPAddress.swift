/// An address of either family. IPv4 sorts before IPv6.
public enum IPAddress: TextParsable {
  case v4(IPv4Address)
  case v6(IPv6Address)

  public init?(utf8 text: Span<UInt8>) {
    if let address = IPv4Address(utf8: text) {
      self = .v4(address)
    } else if let address = IPv6Address(utf8: text) {
      self = .v6(address)
    } else {
      return nil
    }
  }

  /// Whether the address is an IPv6 one.
  public var isIPv6: Bool {
    if case .v6 = self { true } else { false }
  }

  /// The number of bits an address of this family has: 32 or 128.
  public var bitWidth: Int { isIPv6 ? 128 : 32 }

  /// Whether the address is in fe80::/64: OVN's test for link-local next hops.
  ///
  /// It is narrower than fe80::/10 (fe80:0:0:1::1 is not in it) and never holds for IPv4.
  public var isInFe80Slash64: Bool {
    if case .v6(let address) = self { address.high == IPv6Address.linkLocalHigh } else { false }
  }
}

extension IPAddress: Comparable {}

extension IPAddress: CustomStringConvertible {
  /// The canonical text: `192.0.2.1`, `2001:db8::1`.
  public var description: String {
    switch self {
    case .v4(let address): address.description
    case .v6(let address): address.description
    }
  }

  /// Appends the canonical text.
  func write(to text: inout [UInt8]) {
    switch self {
    case .v4(let address): address.write(to: &text)
    case .v6(let address): address.write(to: &text)
    }
  }
}
