import OVNModel
import OVSDB

/// Addresses that are translated on the chassis of the port inside, and loops for packets between
/// addresses outside (ovn-northd(8), router ingress tables 0, 3 and 20, egress table 5).
extension FlowBuilder {
  /// Packets to an address outside that would leave by the gateway port come back in by it.
  mutating func addEgressLoop(_ nat: NATContext, _ rule: NATRule, at gateway: GatewayPort) {
    add(
      .lrOutEgrLoop, 100,
      match: """
        \(nat.ip).dst == \(nat.externalIP) && outport == \(gateway.quotedName) && \
        \(rule.residence)
        """,
      actions: """
        clone { ct_clear; inport = outport; outport = ""; eth.dst <-> eth.src; flags = 0; \
        flags.loopback = 1; flags.use_snat_zone = reg9[4]; reg0 = 0; reg1 = 0; reg2 = 0; \
        reg3 = 0; reg4 = 0; reg5 = 0; reg6 = 0; reg7 = 0; reg8 = 0; reg9 = 0; reg9[0] = 1; \
        next(pipeline=ingress, table=0); };
        """)
  }

  mutating func addFloatingAddress(
    _ nat: NATContext, _ rule: NATRule, at gateway: GatewayPort, on router: RouterContext
  ) {
    guard let port = world.routerPorts[gateway.port], let mac = nat.mac else { return }
    addLengthCheck(
      .lrInAdmission, of: port,
      match: "eth.dst == \(mac) && inport == \(gateway.quotedName) && \(rule.residence)",
      then: "xreg0[0..47] = \(port.addresses.macText); next;")
    if let mtu = port.gatewayMTU { addLengthError(nat, mtu, at: gateway, on: router) }
    addRedirect(ofFloating: nat, rule, at: gateway)
  }

  /// Packets from the port inside need not go to the gateway chassis.
  private mutating func addRedirect(
    ofFloating nat: NATContext, _ rule: NATRule, at gateway: GatewayPort
  ) {
    let match: FlowText =
      "\(nat.ip).src == \(nat.logicalIP) && outport == \(gateway.quotedName)"
    // A virtual port that nobody has claimed has no chassis; the gateway's must not stand in for it.
    if let name = nat.logicalPort, world.hasRows(name, in: world.nb.virtualPortsByName) {
      add(.lrInGwRedirect, 80, match: match, actions: FlowText(world.dropAction))
    }
    add(
      .lrInGwRedirect, 100, match: "\(match) && \(rule.residence)",
      actions: """
        eth.src = \(nat.externalMAC ?? ""); \(nat.isIPv6 ? "xxreg1" : "reg1") = \
        \(nat.externalIP); next;
        """)
  }

  private mutating func addLengthError(
    _ nat: NATContext, _ mtu: Int, at gateway: GatewayPort, on router: RouterContext
  ) {
    let (ip, icmp) = nat.isIPv6 ? ("ip6", "icmp6") : ("ip4", "icmp4")
    let error: FlowText =
      nat.isIPv6
      ? "icmp6.type = 2; /* Packet Too Big. */ icmp6.code = 0; "
      : """
      icmp4.type = 3; /* Destination Unreachable. */ \
      icmp4.code = 4; /* Frag Needed and DF was Set. */\u{20}
      """
    add(
      .lrInIPInput, 160,
      match: """
        inport == \(gateway.quotedName) && reg9[1] && reg9[0] == 0 && \(ip) && \
        \(ip).dst == \(nat.externalIP)
        """,
      actions: """
        \(icmp)_error {reg9[0] = 1; reg9[1] = 0; eth.dst = eth.src; \
        eth.src = \(nat.externalMAC ?? ""); \(ip).dst = \(ip).src; \(ip).src = \(nat.externalIP); \
        ip.ttl = 254; \(error)\(icmp).frag_mtu = \(mtu); outport = \(gateway.quotedName); \
        flags.loopback = 1; output; };
        """, meter: world.meter("\(icmp)-error", of: router.copp))
  }

  /// Peers that a rule without connections is for, or not for, are told apart on the way out.
  mutating func addRedirect(ofStateless nat: NATContext) {
    guard nat.isStateless, nat.peers != .all else { return }
    for gateway in world.gatewayPorts[nat.router] ?? [] {
      guard let port = world.routerPorts[gateway.port], !world.hasVTEP(beyond: port) else {
        continue
      }
      hint = gateway.port.hint
      let match: FlowText = "outport == \(gateway.quotedName) && \(nat.ip).src == "
      switch nat.peers {
      case .all: break
      case .allowed(let set):
        add(
          .lrInGwRedirect, 75, match: "\(match)$\(set)",
          actions: "outport = \(gateway.quotedRedirect); next;")
      case .exempted(let set):
        add(
          .lrInGwRedirect, 75, match: "\(match)$\(set)", actions: FlowText(world.dropAction))
      }
    }
    hint = nat.uuid.hint
  }
}
