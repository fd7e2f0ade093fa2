/// Which neighbours a router learns from the packets it gets (ovn-northd(8), router ingress tables 1 and
/// 2): the first stage looks up whether there is anything to learn, the second learns it.
extension FlowBuilder {
  mutating func addNeighborLearning(of context: RouterContext) {
    addNeighborLookup(of: context)
    let learnsAlways = context.learnsFromRequests
    add(
      .lrInLearnNeighbor, 100,
      match: "reg9[2] == 1\(learnsAlways ? "" : " || reg9[3] == 0")", actions: "next;")
    add(
      .lrInLearnNeighbor, 95, match: "nd_ns && (ip6.src == 0 || nd.sll == 0)", actions: "next;")
    let advertisement = world.meter("nd-na", of: context.copp)
    add(
      .lrInLearnNeighbor, 95, match: "nd_na && nd.tll == 0",
      actions: "put_nd(inport, nd.target, eth.src); next;", meter: advertisement)
    add(
      .lrInLearnNeighbor, 90, match: "nd_na",
      actions: "put_nd(inport, nd.target, nd.tll); next;", meter: advertisement)
    add(
      .lrInLearnNeighbor, 90, match: "arp",
      actions: "put_arp(inport, arp.spa, arp.sha); next;",
      meter: world.meter("arp", of: context.copp))
    add(
      .lrInLearnNeighbor, 90, match: "nd_ns",
      actions: "put_nd(inport, ip6.src, nd.sll); next;",
      meter: world.meter("nd-ns", of: context.copp))
    addDefaultDrop(.lrInLearnNeighbor)
  }

  private mutating func addNeighborLookup(of context: RouterContext) {
    let learnsAlways = context.learnsFromRequests
    let known: FlowText = learnsAlways ? "" : "reg9[3] = 1; "
    add(
      .lrInLookupNeighbor, 100, match: "arp.op == 2",
      actions: "reg9[2] = lookup_arp(inport, arp.spa, arp.sha); \(known)next;")
    add(
      .lrInLookupNeighbor, 100, match: "nd_na",
      actions: "reg9[2] = lookup_nd(inport, nd.target, nd.tll); \(known)next;")
    if !learnsAlways {
      // An advertisement to everybody that nobody has asked for.
      add(
        .lrInLookupNeighbor, 110, match: "nd_na && ip6.src == fe80::/10 && ip6.dst == ff00::/8",
        actions: """
          reg9[2] = lookup_nd(inport, ip6.src, nd.tll); \
          reg9[3] = lookup_nd_ip(inport, ip6.src); next;
          """)
    }
    let isKnown: FlowText = learnsAlways ? "" : "reg9[3] = lookup_nd_ip(inport, ip6.src); "
    add(
      .lrInLookupNeighbor, 100, match: "nd_ns",
      actions: "reg9[2] = lookup_nd(inport, ip6.src, nd.sll); \(isKnown)next;")
    add(.lrInLookupNeighbor, 0, match: "1", actions: "reg9[2] = 1; next;")
  }

  /// Requests from the networks of a port; those to the port's own address are always learned from.
  mutating func addNeighborLookup(of port: RouterPortContext, on context: RouterContext) {
    let lookup: FlowText = "reg9[2] = lookup_arp(inport, arp.spa, arp.sha); "
    let resident: FlowText =
      port.isGateway ? " && is_chassis_resident(\(QuotedName(port.redirectName)))" : ""
    for network in port.addresses.ipv4 {
      let source: FlowText = "inport == \(port.quotedName) && arp.spa == \(network.networkText) && "
      if context.learnsFromRequests {
        add(
          .lrInLookupNeighbor, 100, match: "\(source)arp.op == 1\(resident)",
          actions: "\(lookup)next;")
        continue
      }
      add(
        .lrInLookupNeighbor, 110,
        match: "\(source)arp.tpa == \(network.address) && arp.op == 1\(resident)",
        actions: "\(lookup)reg9[3] = 1; next;")
      add(
        .lrInLookupNeighbor, 100, match: "\(source)arp.op == 1\(resident)",
        actions: "\(lookup)reg9[3] = lookup_arp_ip(inport, arp.spa); next;")
    }
  }
}
