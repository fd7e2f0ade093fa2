import Address

/// The addresses of a port: an Ethernet address and the IP addresses that go with it.
struct InterfaceAddresses: Equatable {
  /// An IP address and the network around it.
  struct Network: Equatable {
    let prefix: IPPrefix
    /// The address itself.
    let address: String

    init(_ prefix: IPPrefix) {
      self.prefix = prefix
      address = prefix.address.description
    }

    /// The network's address, without its length.
    var network: String { prefix.network.address.description }

    /// The multicast address that solicitations for an IPv6 address go to (RFC 4291, 2.7.1).
    var solicitedNode: String {
      guard case .v6(let address) = prefix.address else { return "" }
      let low = address.low & 0xFF_FFFF | 0x1_FF00_0000
      return IPv6Address(high: 0xFF02_0000_0000_0000, low: low).description
    }

    /// The network and its length.
    var networkText: String { "\(network)/\(prefix.length)" }
  }

  let mac: MACAddress
  var ipv4: [Network]
  var ipv6: [Network]

  init(_ mac: MACAddress, ipv4: [IPPrefix], ipv6: [IPPrefix]) {
    self.mac = mac
    self.ipv4 = ipv4.map { Network($0) }
    self.ipv6 = ipv6.map { Network($0) }
  }

  /// The Ethernet address as flows write it.
  var macText: String { mac.description }

  /// Reads `MAC IP…`, or is nil if the text does not begin with an Ethernet address.
  init?(_ text: String) {
    guard let addresses = PortAddresses(parsing: text) else { return nil }
    self.init(addresses.mac, ipv4: addresses.ipv4, ipv6: addresses.ipv6)
  }
}
