import Address

/// IPv6 packets for a router's port itself (ovn-northd(8), router ingress table 3).
extension FlowBuilder {
  mutating func addIPv6Input(of port: RouterPortContext, on context: RouterContext) {
    let networks = port.addresses.ipv6
    if networks.isEmpty { return }
    add(
      .lrInIPInput, 90,
      match: "ip6.dst == \(networks.addressSet) && icmp6.type == 128 && icmp6.code == 0",
      actions: """
        ip6.dst <-> ip6.src; ip.ttl = 255; icmp6.type = 129; flags.loopback = 1; next;\u{20}
        """)
    let resident: FlowText =
      port.isGateway ? " && is_chassis_resident(\(QuotedName(port.redirectName)))" : ""
    for network in networks {
      addNeighborAdvertisement(
        90, kind: "nd_na_router",
        match: """
          inport == \(port.quotedName) && \
          ip6.dst == {\(network.address), \(network.solicitedNode)} && \
          nd_ns && nd.target == \(network.address)\(resident)
          """, mac: "xreg0[0..47]", of: context)
      // Answers to requests for prefixes to delegate.
      add(
        .lrInIPInput, 100,
        match: "ip6.dst == \(network.address) && udp.src == 547 && udp.dst == 546",
        actions: "reg0 = 0; handle_dhcpv6_reply;")
      addTimeExceeded(of: network, port, context)
    }
    if !context.isGatewayRouter, world.gatewayPorts[port.router]?.isEmpty ?? true {
      for network in networks { addUnreachable(network, context) }
    }
  }

  /// An answer to neighbour solicitations with the Ethernet address `mac`, an address or a register.
  mutating func addNeighborAdvertisement(
    _ priority: Int, kind: String, match: FlowText, mac: String, of context: RouterContext
  ) {
    add(
      .lrInIPInput, priority, match: match,
      actions: """
        \(kind) { eth.src = \(mac); ip6.src = nd.target; nd.tll = \(mac); outport = inport; \
        flags.loopback = 1; output; };
        """, meter: world.meter("nd-na", of: context.copp))
  }

  private mutating func addTimeExceeded(
    of network: InterfaceAddresses.Network, _ port: RouterPortContext, _ context: RouterContext
  ) {
    if network.isLinkLocal { return }
    let addresses: FlowText =
      port.isGateway ? "ip6.dst <-> ip6.src" : "ip6.dst = ip6.src; ip6.src = \(network.address)"
    add(
      .lrInIPInput, 31,
      match: """
        inport == \(port.quotedName) && ip6 && ip6.src == \(network.networkText) && \
        ip.ttl == {0, 1} && !ip.later_frag
        """,
      actions: """
        icmp6 {eth.dst <-> eth.src; \(addresses) ; ip.ttl = 254; \
        icmp6.type = 3; /* Time exceeded */ icmp6.code = 0; /* TTL exceeded in transit */ \
        outport = \(port.quotedName); flags.loopback = 1; output; };
        """, meter: world.meter("icmp6-error", of: context.copp))
  }

  private mutating func addUnreachable(
    _ network: InterfaceAddresses.Network, _ context: RouterContext
  ) {
    let own: FlowText = "ip6 && ip6.dst == \(network.address) && !ip.later_frag"
    let error = world.meter("icmp6-error", of: context.copp)
    let reset = world.meter("tcp-reset", of: context.copp)
    let back: FlowText = "eth.dst <-> eth.src; ip6.dst <-> ip6.src; "
    add(
      .lrInIPInput, 80, match: "\(own) && tcp", actions: "tcp_reset {\(back)next; };",
      meter: reset)
    add(
      .lrInIPInput, 80, match: "\(own) && sctp", actions: "sctp_abort {\(back)next; };",
      meter: reset)
    add(
      .lrInIPInput, 80, match: "\(own) && udp",
      actions: "icmp6 {\(back)ip.ttl = 255; icmp6.type = 1; icmp6.code = 4; next; };",
      meter: error)
    add(
      .lrInIPInput, 70, match: own,
      actions: "icmp6 {\(back)ip.ttl = 255; icmp6.type = 1; icmp6.code = 3; next; };",
      meter: error)
  }
}

extension InterfaceAddresses.Network {
  /// Whether the network is fe80::/64 or part of it.
  var isLinkLocal: Bool { prefix.network.address.isInFe80Slash64 }
}
