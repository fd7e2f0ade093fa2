import OVSDB

/// The Ethernet address of a next hop (ovn-northd(8), router ingress table 17): known for what is in the
/// zone, else looked up among what has been learned.
extension FlowBuilder {
  mutating func addARPResolveDefaults() {
    add(.lrInARPResolve, 500, match: "ip4.mcast || ip6.mcast", actions: "next;")
    add(.lrInARPResolve, 1, match: "ip4", actions: "get_arp(outport, reg0); next;")
    add(.lrInARPResolve, 1, match: "ip6", actions: "get_nd(outport, xxreg0); next;")
    addDefaultDrop(.lrInARPResolve)
  }

  mutating func addARPResolve(of port: RouterPortContext) {
    if port.peer != nil, case .routerPort(let uuid) = world.link(of: port),
      let peer = world.routerPorts[uuid]
    {
      addResolution(of: port, for: peer)
    }
    addOwnDestinationDrop(.lrInARPResolve, 2, of: port, ifTranslated: true)
    guard port.isGateway, port.options["redirect-type"]?.lowercased() == "bridged" else { return }
    // Elsewhere the packet goes to the gateway chassis as if it were for the port, and is resolved there.
    add(
      .lrInARPResolve, 50,
      match: """
        outport == \(port.quotedName) && !is_chassis_resident(\(QuotedName(port.redirectName)))
        """, actions: "eth.dst = \(port.addresses.macText); next;")
  }

  /// The port's own addresses, for the router at the other end.
  private mutating func addResolution(of port: RouterPortContext, for peer: RouterPortContext) {
    let actions: FlowText = "eth.dst = \(port.addresses.macText); next;"
    if !port.addresses.ipv4.isEmpty {
      add(
        .lrInARPResolve, 100,
        match: "outport == \(peer.quotedName) && reg0== \(port.addresses.ipv4.addressSet)",
        actions: actions, on: [peer.router])
    }
    add(
      .lrInARPResolve, 100,
      match: "outport == \(peer.quotedName) && xxreg0 == \(port.addresses.ipv6.addressSet)",
      actions: actions, on: [peer.router])
  }
}
