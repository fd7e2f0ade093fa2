import Address
import OVSDB

/// The IPv4 addresses outside that switches at a router's port are told of.
struct NATAnnouncements: Equatable {
  /// Those that are translated on the port's gateway chassis, but for the port's own.
  var central: [String] = []
  /// `MAC IP is_chassis_resident(…)` of those that are translated on a machine's chassis.
  var distributed: [String] = []
}

extension World {
  func deriveAnnouncements(_ port: UUID) -> NATAnnouncements? {
    guard let context = routerPorts[port] else { return nil }
    var result = NATAnnouncements()
    for uuid in members(RosterKey(context.router, .translations)) {
      guard let nat = nats[uuid] else { continue }
      switch announcement(of: nat, at: context) {
      case .distributed(let mac, let residence):
        result.distributed.append("\(mac) \(nat.externalIP) \(residence)")
      case .central: result.central.append(nat.externalIP)
      case .none: break
      }
    }
    return result
  }

  /// How an address is announced at a port.
  enum Announcement {
    case none
    /// With the port's own Ethernet address.
    case central
    case distributed(MACAddress, residence: String)
  }

  func announcement(of nat: NATContext, at port: RouterPortContext) -> Announcement {
    guard !nat.isIPv6, let address = IPPrefix(parsing: nat.externalIP), address.isHost else {
      return .none
    }
    let gateways = gatewayPorts[nat.router] ?? []
    if gateways.count > 1 {
      guard nat.gatewayPort.map({ $0 == port.uuid }) ?? isReached(nat, at: port) else {
        return .none
      }
    }
    if !gateways.isEmpty, nat.kind == .both, nat.externalMAC != nil, let machine = nat.logicalPort {
      guard let mac = nat.mac else { return .none }
      return .distributed(mac, residence: "is_chassis_resident(\"\(machine)\")")
    }
    let own = port.addresses.ipv4 + port.addresses.ipv6
    return own.contains { $0.address == nat.externalIP } ? .none : .central
  }

  private func isReached(_ nat: NATContext, at port: RouterPortContext) -> Bool {
    port.addresses.network(of: nat.external.prefix.address) != nil
  }
}
