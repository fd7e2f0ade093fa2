import Address
import Derive
import OVNModel
import OVSDB

/// A switch's port to a router, as the router's rules of address translation mind it.
struct RouterAttachment: Equatable {
  let switchPort: UUID
  let logicalSwitch: UUID
  let routerPort: UUID
  let quotedName: QuotedName
  let isEnabled: Bool
  /// Whether the port has the router's addresses (`router` among `addresses`), at a gateway port of it.
  let hasGatewayAddresses: Bool
  /// Whether the router port is enabled.
  let isRouterPortEnabled: Bool
  /// Whether somebody else is on the switch.
  let floods: Bool
}

/// Packets for routers on a switch, and requests for addresses that routers have (ovn-northd(8), ingress
/// table 25).
extension FlowBuilder {
  mutating func addRouterLookup(of port: SwitchPortContext, on context: SwitchContext) {
    guard port.type == .router, let peer = port.peer, let router = world.routers[peer.router] else {
      return
    }
    if peer.isEnabled {
      for network in peer.addresses.ipv4 + peer.addresses.ipv6 {
        addRequest(
          for: network.address, isIPv6: network.prefix.address.isIPv6, to: port.quotedName,
          floods: !context.hasOnlyRouterPorts)
      }
    }
    guard port.declared.contains(.router) else { return }
    var match: FlowText = "eth.dst == \(peer.addresses.macText)"
    if context.hasLocalnet, let resident = residence(of: peer, on: router) { match += resident }
    add(
      .lsInL2Lkup, 50, match: match,
      actions: port.isEnabled ? "outport = \(port.quotedName); output;" : FlowText(world.dropAction)
    )
  }

  /// Where alone a router's port takes packets of a physical network, if that is not everywhere.
  private func residence(of port: RouterPortContext, on router: RouterContext) -> FlowText? {
    let gateways = world.gatewayPorts[router.uuid] ?? []
    guard let gateway = gateways.first else { return nil }
    if port.isGateway {
      return " && is_chassis_resident(\(QuotedName(port.redirectName)))"
    }
    guard gateways.count == 1, port.options.isTrue("reside-on-redirect-chassis") else { return nil }
    return " && is_chassis_resident(\(gateway.quotedRedirect))"
  }

  /// A request for an address goes to the router that has it, and to whoever is no router.
  fileprivate mutating func addRequest(
    for address: String, isIPv6: Bool, to port: QuotedName, floods: Bool, on others: [UUID]? = nil
  ) {
    let request: FlowText =
      isIPv6
      ? "flags[1] == 0 && nd_ns && nd.target == \(address)"
      : "flags[1] == 0 && arp.op == 1 && arp.tpa == \(address)"
    let flood = MulticastGroupKind.floodL2.rawValue
    add(
      .lsInL2Lkup, 80, match: request,
      actions: floods
        ? "clone {outport = \(port); output; }; outport = \"\(flood)\"; output;"
        : "outport = \(port); output;", on: others ?? [datapath])
  }

  /// Requests for a rule's address outside, on the switches that the router is attached to.
  mutating func addSwitchRequests(for nat: NATContext) {
    let cause = hint
    let isBalanced = world.isVirtualAddress(nat.externalIP, of: nat.router)
    for attachment in world.routerAttachments[nat.router] ?? []
    where attachment.isRouterPortEnabled && !isBalanced {
      hint = attachment.switchPort.hint
      addRequest(
        for: nat.externalIP, isIPv6: nat.isIPv6, to: attachment.quotedName,
        floods: attachment.floods, on: [attachment.logicalSwitch])
    }
    hint = cause
  }

  /// The Ethernet address outside of a machine whose address is translated where the machine is.
  mutating func addMachine(of nat: NATContext) {
    guard nat.kind == .both, let mac = nat.mac, let machine = nat.logicalPort else { return }
    let cause = hint
    for attachment in world.routerAttachments[nat.router] ?? []
    where attachment.hasGatewayAddresses {
      hint = attachment.switchPort.hint
      add(
        .lsInL2Lkup, 50, match: "eth.dst == \(mac) && is_chassis_resident(\"\(machine)\")",
        actions: attachment.isEnabled
          ? "outport = \(attachment.quotedName); output;" : FlowText(world.dropAction),
        on: [attachment.logicalSwitch])
    }
    hint = cause
  }
}

extension FlowBuilder {
  /// Requests for virtual addresses of a router, on the switches where they are in a network of the router's.
  mutating func addSwitchLookup(of virtual: VirtualAddresses, on router: UUID) {
    let cause = hint
    for attachment in world.routerAttachments[router] ?? [] where attachment.isRouterPortEnabled {
      guard let port = world.routerPorts[attachment.routerPort] else { continue }
      hint = attachment.switchPort.hint
      for address in virtual.addresses {
        guard let ip = address.ip, port.addresses.network(of: ip) != nil else { continue }
        addRequest(
          for: address.text, isIPv6: address.isIPv6, to: attachment.quotedName,
          floods: attachment.floods, on: [attachment.logicalSwitch])
      }
    }
    hint = cause
  }
}

extension World {
  /// Where a router is attached to switches.
  func deriveAttachments(_ router: UUID) -> [RouterAttachment] {
    members(RosterKey(router, .ports)).flatMap { port -> [RouterAttachment] in
      guard let peer = routerPorts[port] else { return [] }
      return rows(peer.name, in: nb.switchPortsByRouterPort).compactMap { uuid, row in
        guard let logicalSwitch = owner(of: uuid, in: nb.switchOfPort),
          datapaths[logicalSwitch] != nil, let context = switches[logicalSwitch]
        else { return nil }
        return RouterAttachment(
          switchPort: uuid, logicalSwitch: logicalSwitch, routerPort: port,
          quotedName: QuotedName(row.name),
          isEnabled: row.enabled != false,
          hasGatewayAddresses: peer.isGateway && row.addresses.contains("router"),
          isRouterPortEnabled: peer.isEnabled, floods: !context.hasOnlyRouterPorts)
      }
    }
  }

  /// Requests that a router itself sends go to whoever is no router, whatever they ask for. Since the
  /// physical network may bring them back, their sender tells them and not their port.
  func flows(ofRequestsFromRouterAt port: UUID) -> [PlacedFlow] {
    guard let context = switchPorts[port], context.type == .router, let peer = context.peer,
      peer.isEnabled, datapaths[context.logicalSwitch] != nil,
      switches[context.logicalSwitch]?.hasOnlyRouterPorts == false
    else { return [] }
    reads.note(externalMACs.fact(of: peer.router))
    let own = peer.addresses.macText
    var list = own
    for mac in externalMACs.texts(of: peer.router) where mac != own {
      list += ", "
      list += mac
    }
    var flows = FlowBuilder(self, datapath: context.logicalSwitch)
    flows.add(
      .lsInL2Lkup, 75, match: "eth.src == {\(list)} && (arp.op == 1 || rarp.op == 3 || nd_ns)",
      actions: "outport = \"\(MulticastGroupKind.floodL2.rawValue)\"; output;")
    return flows.flows
  }
}
