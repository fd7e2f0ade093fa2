import Address

/// Answers to ARP requests and neighbour solicitations for addresses that are known (ovn-northd(8),
/// ingress table 19).
extension FlowBuilder {
  mutating func addARPResponderDefaults() { addDefault(.lsInARPRsp) }

  mutating func addARPResponder(of port: SwitchPortContext, on context: SwitchContext) {
    if port.type == .localnet {
      add(
        .lsInARPRsp, 100, match: "inport == \(port.quotedName)", actions: "next;", port: port.name)
    }
    let answersWhenDown = port.type == .router || port.type == .localport
    guard port.type != .virtual, port.isUp || answersWhenDown, port.type != .external,
      !port.hasUnknown, !context.isVLANTransparent
    else { return }
    addARPProxy(of: port)
    let meter = world.meter("nd-na", of: context.copp)
    for addresses in port.addresses {
      for network in addresses.ipv4 { addARPReply(for: network, addresses.macText, port) }
      for network in addresses.ipv6 {
        addNeighborAdvertisement(for: network, addresses.macText, port, meter)
      }
    }
  }

  private mutating func addARPReply(
    for network: InterfaceAddresses.Network, _ mac: String, _ port: SwitchPortContext
  ) {
    let match: FlowText = "arp.tpa == \(network.address) && arp.op == 1"
    add(
      .lsInARPRsp, 50, match: match,
      actions: """
        eth.dst = eth.src; eth.src = \(mac); arp.op = 2; /* ARP reply */ arp.tha = arp.sha; \
        arp.sha = \(mac); arp.tpa = arp.spa; arp.spa = \(network.address); outport = inport; \
        flags.loopback = 1; output;
        """)
    addPassage(of: match, from: port)
  }

  private mutating func addNeighborAdvertisement(
    for network: InterfaceAddresses.Network, _ mac: String, _ port: SwitchPortContext,
    _ meter: String?
  ) {
    let address = network.address
    let match: FlowText =
      "nd_ns && ip6.dst == {\(address), \(network.solicitedNode)} && nd.target == \(address)"
    let kind = port.type == .router ? "nd_na_router" : "nd_na"
    add(
      .lsInARPRsp, 50, match: match,
      actions: """
        \(kind) { eth.src = \(mac); ip6.src = \(address); nd.target = \(address); nd.tll = \(mac); \
        outport = inport; flags.loopback = 1; output; };
        """, meter: meter)
    addPassage(of: match, from: port)
  }

  /// Lets the owner of an address ask for it, which is how it finds out that nobody else has it.
  private mutating func addPassage(of match: FlowText, from port: SwitchPortContext) {
    add(
      .lsInARPRsp, 100, match: "\(match) && inport == \(port.quotedName)", actions: "next;",
      port: port.name)
  }
}
