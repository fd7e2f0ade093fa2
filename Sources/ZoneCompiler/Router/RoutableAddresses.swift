import Address
import OVSDB

/// Addresses outside and virtual addresses that other routers at the same switch know the way to (`add_route`; ovn-northd(8),
/// router ingress tables 13 and 17).
extension FlowBuilder {
  /// Adds the routes to the rule's address, and what resolves it if it is translated on a machine's
  /// chassis.
  mutating func addRoutes(to nat: NATContext) {
    guard nat.isRoutable else { return }
    let cause = hint
    for gateway in world.gatewayPorts[nat.router] ?? [] {
      guard let port = world.routerPorts[gateway.port] else { continue }
      let announcement = world.announcement(of: nat, at: port)
      if case .none = announcement { continue }
      for other in world.others(at: port) {
        if case .distributed(let mac, _) = announcement {
          addResolution(of: [nat.external.address], mac.description, for: other)
        }
        addRoute(to: nat.external.prefix, from: other)
      }
    }
    hint = cause
  }

  /// Adds the routes to virtual addresses of a router.
  mutating func addRoutes(to virtual: VirtualAddresses, on router: UUID) {
    let cause = hint
    for gateway in world.gatewayPorts[router] ?? [] {
      guard let port = world.routerPorts[gateway.port] else { continue }
      for other in world.others(at: port) {
        for case .v4(let address)? in virtual.addresses.map(\.ip) {
          if let prefix = IPPrefix(.v4(address), length: 32) { addRoute(to: prefix, from: other) }
        }
      }
    }
    hint = cause
  }

  private mutating func addRoute(to prefix: IPPrefix, from other: AttachedRouter) {
    guard let own = other.addresses.ipv4.first, let peer = world.routerPorts[other.port] else {
      return
    }
    hint = other.port.hint
    addRoute(
      Route(prefix: prefix, port: peer, address: own.address, isConnected: true), on: other.router)
  }

  /// What resolves the addresses that are translated or balanced on the port's gateway chassis.
  mutating func addRoutableAddresses(of port: RouterPortContext) {
    guard port.isGateway else { return }
    let nats = world.members(RosterKey(port.router, .routedCentrally)).compactMap { [world] in
      world.nats[$0]
    }
    var addresses = nats.compactMap { [world] nat -> String? in
      guard nat.isRoutable, case .central = world.announcement(of: nat, at: port) else {
        return nil
      }
      return nat.external.address
    }
    // There are routes to IPv4 addresses only. For others northd writes a match that no chassis can read.
    addresses += world.routedAddresses(of: port.router).filter { !$0.isIPv6 }.map(\.text)
    if addresses.isEmpty { return }
    for other in world.others(at: port) {
      addResolution(of: addresses, port.addresses.macText, for: other)
    }
  }

  private mutating func addResolution(
    of addresses: [String], _ mac: String, for other: AttachedRouter
  ) {
    guard !other.learnsRouters, let peer = world.routerPorts[other.port],
      peer.isGateway || world.routers[other.router]?.isGatewayRouter == true
    else { return }
    let cause = hint
    hint = 0
    add(
      .lrInARPResolve, 100,
      match: "outport == \(other.quotedName) && reg0 == {\(addresses.joined(separator: ", "))}",
      actions: "eth.dst = \(mac); next;", on: [other.router])
    hint = cause
  }
}

extension NATContext {
  /// Whether other routers know the way to the address outside.
  fileprivate var isRoutable: Bool { translatesDestination && options.isTrue("add_route") }
}

extension World {
  /// The other routers at the switch that a router's port is attached to.
  fileprivate func others(at port: RouterPortContext) -> [AttachedRouter] {
    guard let logicalSwitch = logicalSwitch(beyond: port) else { return [] }
    return (attachedRouters[logicalSwitch] ?? []).filter { $0.port != port.uuid }
  }
}
