/// What the `address` of a port binding says: an Ethernet address and the IP addresses it goes with.
///
/// The text is `MAC [IP[/LENGTH]]…` between blanks. Reading stops at the first character that belongs
/// to no address, and what precedes it counts: OVN's rule, which keeps a port usable whose text ends in
/// a word of a newer version, and makes `10.0.0.1x` an address too.
public struct PortAddresses: TextParsable {
  /// The Ethernet address.
  public let mac: MACAddress
  /// The IPv4 addresses in the order of the text, /32 where it gives no length.
  public let ipv4: [IPPrefix]
  /// The IPv6 addresses in the order of the text, /128 where it gives no length.
  public let ipv6: [IPPrefix]

  /// Reads the addresses, or is nil if the text does not begin with an Ethernet address.
  public init?(utf8 text: Span<UInt8>) {
    var position = 0
    text.skipBlanks(at: &position)
    guard let mac = MACAddress(scanning: text, at: &position) else { return nil }
    let prefixes = IPPrefix.list(scanning: text, at: &position)
    self.mac = mac
    ipv4 = prefixes.filter { !$0.address.isIPv6 }
    ipv6 = prefixes.filter { $0.address.isIPv6 }
  }
}

extension PortAddresses: CustomStringConvertible {
  /// The Ethernet address, then IPv4, then IPv6 addresses, between single blanks.
  public var description: String {
    ([mac.description] + (ipv4 + ipv6).map(\.description)).joined(separator: " ")
  }
}
