import Address
import OVSDB

/// The networks that a router's port is in.
struct PortNetworks: Equatable {
  let port: UUID
  let addresses: InterfaceAddresses
}

/// An address that a router sends packets on to.
struct NextHop: Hashable {
  let router: UUID
  let address: IPAddress

  init(_ address: IPAddress, of router: UUID) {
    self.router = router
    self.address = address
  }
}

/// The way out of a router: the port, and the router's address there.
struct Passage: Equatable {
  let port: UUID
  let address: String
}

/// The way to a next hop. Thousands of routes share a next hop, so that a port that comes or goes costs a
/// look at each next hop, and at those routes only whose way has changed.
extension World {
  func deriveNetworks(_ router: UUID) -> [PortNetworks] {
    members(RosterKey(router, .ports)).compactMap { uuid in
      routerPorts[uuid].map { PortNetworks(port: uuid, addresses: $0.addresses) }
    }
  }

  func deriveNextHop(_ hop: NextHop) -> Passage? {
    for networks in routerNetworks[hop.router] ?? [] {
      if let own = networks.addresses.network(of: hop.address) {
        return Passage(port: networks.port, address: own.address)
      }
    }
    return nil
  }
}

extension InterfaceAddresses {
  /// The first of the networks that `address` is in.
  func network(of address: IPAddress) -> Network? {
    (address.isIPv6 ? ipv6 : ipv4).first { $0.prefix.contains(address) }
  }
}

extension IPAddress {
  /// Reads the address of a next hop: what has a dot is an IPv4 address and nothing else.
  init?(nextHop text: String) {
    if text.utf8.contains(UInt8(ascii: ".")) {
      guard let address = IPv4Address(parsing: text) else { return nil }
      self = .v4(address)
    } else {
      guard let address = IPv6Address(parsing: text) else { return nil }
      self = .v6(address)
    }
  }
}
