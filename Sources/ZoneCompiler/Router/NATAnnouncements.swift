import Address
import OVSDB

/// The IPv4 addresses outside that switches at a router's ports are told of.
extension World {
  /// Says of a rule what is announced at its router's ports; nothing of one that there is no more.
  func announce(_ uuid: UUID, _ nat: NATContext?) {
    var announcements: [UUID: AnnouncedRules.Announcement] = [:]
    defer { announcedRules.set(announcements, of: uuid) }
    guard let nat, !nat.isIPv6 else { return }
    for attachment in routerAttachments[nat.router] ?? [] {
      guard let port = routerPorts[attachment.routerPort] else { continue }
      switch announcement(of: nat, at: port) {
      case .distributed(let mac, let residence):
        announcements[port.uuid] = .distributed("\(mac) \(nat.externalIP) \(residence)")
      case .central: announcements[port.uuid] = .central(nat.externalIP)
      case .none: break
      }
    }
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
