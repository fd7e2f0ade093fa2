import OVSDB

/// Requests for addresses outside, and how the router itself resolves them (ovn-northd(8), router ingress
/// tables 3 and 17).
extension World {
  /// What rules of a router for the same address outside share: the first of them counts.
  func flows(ofExternalAddress address: String, on router: UUID) -> [PlacedFlow] {
    guard datapaths[router] != nil, let context = routers[router] else { return [] }
    var flows = FlowBuilder(self, datapath: router)
    var isAnswered = false
    var isResolved = context.isGatewayRouter
    for uuid in members(RosterKey(router, .externalAddress(address))) {
      guard let nat = nats[uuid] else { continue }
      flows.hint = uuid.hint
      if !isAnswered, nat.kind == .source {
        flows.addNeighborReplies(for: nat, on: context)
        isAnswered = true
      }
      if !isResolved, let rule = nat.rule, let gateway = rule.gateway {
        flows.addResolution(of: nat, rule, at: gateway)
        isResolved = true
      }
      if isAnswered, isResolved { break }
    }
    return flows.flows
  }
}

extension FlowBuilder {
  /// The router answers with the address of the port that is asked; at a gateway port with the address
  /// outside, and on the chassis only that translates, so that switches learn where that is.
  mutating func addNeighborReplies(for nat: NATContext, on router: RouterContext) {
    addNeighborReply(90, for: nat, mac: "xreg0[0..47]", on: router)
    let drop = FlowText(world.dropAction)
    for gateway in world.gateways(answeringFor: nat) {
      let port: FlowText = "inport == \(gateway.quotedName) && "
      if nat.namesMachine, let mac = nat.externalMAC, let machine = nat.logicalPort {
        addNeighborReply(
          92, for: nat, mac: mac, on: router, port, " && is_chassis_resident(\"\(machine)\")")
      } else {
        addNeighborReply(
          92, for: nat, mac: "xreg0[0..47]", on: router, port,
          " && is_chassis_resident(\(gateway.quotedRedirect))")
      }
      add(.lrInIPInput, 91, match: "\(port)\(nat.neighborRequest)", actions: drop)
    }
  }

  private mutating func addNeighborReply(
    _ priority: Int, for nat: NATContext, mac: String, on router: RouterContext,
    _ port: FlowText = "", _ resident: FlowText = ""
  ) {
    let match: FlowText = "\(port)\(nat.neighborRequest)\(resident)"
    if nat.isIPv6 {
      addNeighborAdvertisement(priority, kind: "nd_na", match: match, mac: mac, of: router)
    } else {
      addRouterARPReply(priority, match: match, mac: mac)
    }
  }

  /// Packets from inside to an address outside go through the gateway port and come back; those from
  /// outside that nothing has translated would go round for ever.
  fileprivate mutating func addResolution(
    of nat: NATContext, _ rule: NATRule, at gateway: GatewayPort
  ) {
    guard let port = world.routerPorts[gateway.port] else { return }
    let (register, lookup) = nat.isIPv6 ? ("xxreg0", "get_nd") : ("reg0", "get_arp")
    add(
      .lrInARPResolve, 150,
      match: """
        inport == \(gateway.quotedName) && outport == \(gateway.quotedName) && \
        \(nat.ip).dst == \(nat.externalIP)
        """, actions: FlowText(world.dropAction))
    let mac = rule.isDistributed ? nat.externalMAC ?? "" : port.addresses.macText
    add(
      .lrInARPResolve, 100,
      match: "outport == \(gateway.quotedName) && \(register) == \(nat.externalIP)",
      actions: "eth.dst = \(mac); next;")
    guard rule.isDistributed, world.hasMembers(RosterKey(nat.router, .bridgedRedirect)),
      let first = world.gatewayPorts[nat.router]?.first
    else { return }
    add(
      .lrInARPResolve, 90,
      match: """
        outport == \(first.quotedName) && \(nat.ip).src == \(nat.logicalIP) && \(rule.residence)
        """, actions: "\(lookup)(outport, \(register)); next;")
  }
}

extension NATContext {
  /// Requests for the Ethernet address of the address outside.
  fileprivate var neighborRequest: FlowText {
    if isIPv6 {
      return """
        ip6.dst == {\(external.address), \(external.solicitedNode)} && nd_ns && \
        nd.target == \(external.address)
        """
    }
    return "arp.op == 1 && arp.tpa == \(external.address)"
  }
}
