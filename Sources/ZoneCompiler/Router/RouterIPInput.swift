import Address

/// Packets for a router itself, and packets that it must not route (ovn-northd(8), router ingress table
/// 3), as far as they have nothing to do with a port.
extension FlowBuilder {
  mutating func addIPInput(of context: RouterContext) {
    let drop = FlowText(world.dropAction)
    if context.floodsMulticast {
      add(.lrInIPInput, 120, match: "igmp && ip.ttl == 1", actions: "next;")
      add(.lrInIPInput, 120, match: "(mldv1 || mldv2) && ip.ttl == 1", actions: "next;")
    }
    add(
      .lrInIPInput, 100,
      match: """
        ip4.src_mcast ||ip4.src == 255.255.255.255 || ip4.src == 127.0.0.0/8 || \
        ip4.dst == 127.0.0.0/8 || ip4.src == 0.0.0.0/8 || ip4.dst == 0.0.0.0/8
        """, actions: drop)
    // Requests for the router's own addresses have been answered by now.
    add(.lrInIPInput, 85, match: "arp || nd", actions: drop)
    add(.lrInIPInput, 84, match: "nd_rs || nd_ra", actions: "next;")
    add(.lrInIPInput, 83, match: "ip6.mcast_rsvd", actions: drop)
    add(
      .lrInIPInput, 82, match: "ip4.mcast || ip6.mcast",
      actions: context.relaysMulticast ? "next;" : drop)
    add(.lrInIPInput, 50, match: "eth.bcast", actions: drop)
    // Nobody is told of multicast packets that have come too far (RFC 1812, 5.3.1).
    add(
      .lrInIPInput, 32,
      match: "ip.ttl == {0, 1} && !ip.later_frag && (ip4.mcast || ip6.mcast)", actions: drop)
    add(.lrInIPInput, 30, match: "ip.ttl == {0, 1}", actions: drop)
    addDefault(.lrInIPInput)
  }

  /// Packets for the port's own addresses that nothing has taken: for those that sources are translated
  /// to or that are balanced, or for those that are neither.
  mutating func addOwnDestinationDrop(
    _ stage: Stage, _ priority: Int, of port: RouterPortContext, ifTranslated: Bool
  ) {
    let drop = FlowText(world.dropAction)
    for (family, networks) in [(4, port.addresses.ipv4), (6, port.addresses.ipv6)] {
      let owned = networks.filter { network in
        let isTranslated =
          world.isSourceAddress(network.prefix.address, of: port.router)
          || world.isVirtualAddress(network.address, of: port.router)
        return isTranslated == ifTranslated
      }
      if owned.isEmpty { continue }
      let list = owned.map(\.address).joined(separator: ", ")
      add(stage, priority, match: "ip\(family).dst == {\(list)}", actions: drop)
    }
  }
}

extension [InterfaceAddresses.Network] {
  /// One address, or several between braces.
  var addressSet: String {
    count == 1 ? self[0].address : "{" + map(\.address).joined(separator: ", ") + "}"
  }
}
