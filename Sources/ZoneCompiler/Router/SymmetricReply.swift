import Address

/// Connections that came by one of several routes: the answers go back to the same next hop
/// (`ecmp_symmetric_reply`). Connection tracking remembers its Ethernet address and the port.
extension FlowBuilder {
  /// - Parameters:
  ///   - address: the router's own address on `port`.
  ///   - match: the packets that the route is for.
  mutating func addSymmetricReply(
    of route: StaticRoute, by port: RouterPortContext, _ address: String, _ match: FlowText,
    _ isSource: Bool
  ) {
    guard let key = world.boundPorts[port.name]?.key else { return }
    let isIPv6 = route.prefix.address.isIPv6
    let network =
      route.prefix.length == route.prefix.address.bitWidth
      ? route.prefix.address.description : route.prefix.network.description
    let remembered: FlowText = "\(world.zone.connectionMark).ecmp_reply_port"
    let arrival: FlowText =
      "inport == \(port.quotedName) && ip\(isIPv6 ? "6" : "4").\(isSource ? "dst" : "src") == \(network)"
    add(
      .lrInDefrag, 100, match: arrival, actions: "reg9[5] = chk_ecmp_nh_mac(); ct_next;")
    add(.lrInDefrag, 100, match: match, actions: "reg9[5] = chk_ecmp_nh(); ct_next;")
    for transport in ["tcp", "udp", "sctp"] {
      let commit: FlowText = """
        ct_commit { ct_label.ecmp_reply_eth = eth.src;  \(remembered) = \(key);}; \
        commit_ecmp_nh(ipv6 = \(isIPv6 ? "true" : "false"), proto = \(transport)); next;
        """
      add(
        .lrInECMPStateful, 100, match: "\(arrival) && (ct.new && !ct.est) && \(transport)",
        actions: commit)
      add(
        .lrInECMPStateful, 100,
        match: "\(arrival) && (!ct.rpl && ct.est) && \(transport) && reg9[5] == 0",
        actions: commit)
    }
    let reply: FlowText = "ct.rpl && reg9[5] == 1 && \(remembered) == \(key)"
    add(
      .lrInIPRouting, 10300, match: "\(reply) && \(match)",
      actions: """
        ip.ttl--; flags.loopback = 1; eth.src = \(port.addresses.macText); \
        \(isIPv6 ? "xx" : "")reg1 = \(address); outport = \(port.quotedName); next;
        """)
    add(.lrInPolicy, 65535, match: reply, actions: "next;")
    add(
      .lrInARPResolve, 200, match: reply,
      actions:
        "push(xxreg1); xxreg1 = ct_label; eth.dst = xxreg1[32..79]; pop(xxreg1); next;")
  }
}
