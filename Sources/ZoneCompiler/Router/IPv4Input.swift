import Address

/// IPv4 packets for a router's port itself (ovn-northd(8), router ingress table 3).
extension FlowBuilder {
  mutating func addIPv4Input(of port: RouterPortContext, on context: RouterContext) {
    let networks = port.addresses.ipv4
    if !networks.isEmpty {
      let own = networks.flatMap { [$0.address, $0.broadcast] }.joined(separator: ", ")
      add(
        .lrInIPInput, 100, match: "ip4.src == {\(own)} && reg9[0] == 0",
        actions: FlowText(world.dropAction))
      add(
        .lrInIPInput, 90,
        match: "ip4.dst == \(networks.addressSet) && icmp4.type == 8 && icmp4.code == 0",
        actions: """
          ip4.dst <-> ip4.src; ip.ttl = 255; icmp4.type = 0; flags.loopback = 1; next;\u{20}
          """)
    }
    addBFDInput(of: port, on: context)
    let gateways = world.gatewayPorts[port.router] ?? []
    let resident = residence(of: port, gateways)
    for network in networks {
      addTimeExceeded(of: network, port, context)
      addARPReply(for: network, port, resident)
    }
    if !context.isGatewayRouter, gateways.isEmpty {
      for network in networks { addUnreachable(network, context) }
    }
    if world.forcedSNAT[port.router]?.usesPortAddresses != true {
      addOwnDestinationDrop(.lrInIPInput, 60, of: port, ifTranslated: false)
    }
  }

  /// The chassis that alone answers for the port's addresses, so that switches outside learn where it is;
  /// all may if nothing of it is outside.
  private func residence(of port: RouterPortContext, _ gateways: [GatewayPort]) -> FlowText {
    guard let gateway = gateways.first, world.hasLocalnet(beyond: port) else { return "" }
    if port.isGateway {
      return " && is_chassis_resident(\(QuotedName(port.redirectName)))"
    }
    guard port.options.isTrue("reside-on-redirect-chassis"), gateways.count == 1 else { return "" }
    return " && is_chassis_resident(\(gateway.quotedRedirect))"
  }

  private mutating func addTimeExceeded(
    of network: InterfaceAddresses.Network, _ port: RouterPortContext, _ context: RouterContext
  ) {
    let addresses: FlowText =
      port.isGateway ? "ip4.dst <-> ip4.src" : "ip4.dst = ip4.src; ip4.src = \(network.address)"
    add(
      .lrInIPInput, 31,
      match: "inport == \(port.quotedName) && ip4 && ip.ttl == {0, 1} && !ip.later_frag",
      actions: """
        icmp4 {eth.dst <-> eth.src; icmp4.type = 11; /* Time exceeded */ \
        icmp4.code = 0; /* TTL exceeded in transit */ \(addresses) ; ip.ttl = 254; \
        outport = \(port.quotedName); flags.loopback = 1; output; };
        """, meter: world.meter("icmp4-error", of: context.copp))
  }

  private mutating func addARPReply(
    for network: InterfaceAddresses.Network, _ port: RouterPortContext, _ resident: FlowText
  ) {
    addRouterARPReply(
      90,
      match: """
        inport == \(port.quotedName) && arp.op == 1 && arp.tpa == \(network.address) && \
        arp.spa == \(network.networkText)\(resident)
        """, mac: "xreg0[0..47]")
  }

  /// An answer to ARP requests with the Ethernet address `mac`, an address or a register.
  mutating func addRouterARPReply(_ priority: Int, match: FlowText, mac: String) {
    add(
      .lrInIPInput, priority, match: match,
      actions: """
        eth.dst = eth.src; eth.src = \(mac); arp.op = 2; /* ARP reply */ arp.tha = arp.sha; \
        arp.sha = \(mac); arp.tpa <-> arp.spa; outport = inport; flags.loopback = 1; output;
        """)
  }

  /// Nobody listens on a router that is everywhere.
  private mutating func addUnreachable(
    _ network: InterfaceAddresses.Network, _ context: RouterContext
  ) {
    let own: FlowText = "ip4 && ip4.dst == \(network.address) && !ip.later_frag"
    let error = world.meter("icmp4-error", of: context.copp)
    let reset = world.meter("tcp-reset", of: context.copp)
    let back: FlowText = "eth.dst <-> eth.src; ip4.dst <-> ip4.src; "
    add(
      .lrInIPInput, 80, match: "\(own) && udp",
      actions: "icmp4 {\(back)ip.ttl = 255; icmp4.type = 3; icmp4.code = 3; next; };",
      meter: error)
    add(
      .lrInIPInput, 80, match: "\(own) && tcp", actions: "tcp_reset {\(back)next; };",
      meter: reset)
    add(
      .lrInIPInput, 80, match: "\(own) && sctp", actions: "sctp_abort {\(back)next; };",
      meter: reset)
    add(
      .lrInIPInput, 70, match: own,
      actions: "icmp4 {\(back)ip.ttl = 255; icmp4.type = 3; icmp4.code = 2; next; };",
      meter: error)
  }

  /// What BFD sessions of the port send and get, of both families.
  private mutating func addBFDInput(of port: RouterPortContext, on context: RouterContext) {
    guard world.hasRows(port.name, in: world.nb.bfdsByPort) else { return }
    let meter = world.meter("bfd", of: context.copp)
    for (family, networks) in [(4, port.addresses.ipv4), (6, port.addresses.ipv6)]
    where !networks.isEmpty {
      let own = networks.addressSet
      add(
        .lrInIPInput, 110, match: "ip\(family).src == \(own) && udp.dst == 3784",
        actions: "next; ")
      add(
        .lrInIPInput, 110, match: "ip\(family).dst == \(own) && udp.dst == 3784",
        actions: "handle_bfd_msg(); ", meter: meter)
    }
  }
}

extension InterfaceAddresses.Network {
  /// The address of everybody in an IPv4 network.
  var broadcast: String {
    guard case .v4(let network) = prefix.network.address else { return "" }
    let hosts = prefix.length == 0 ? UInt32.max : (1 << (32 - UInt32(prefix.length))) &- 1
    return IPv4Address(bits: network.bits | hosts).description
  }
}
