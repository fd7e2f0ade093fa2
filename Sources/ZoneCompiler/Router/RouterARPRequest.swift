import Address
import OVNModel
import OVSDB

/// Questions for the Ethernet address of a next hop that is not known (ovn-northd(8), router ingress
/// table 21).
extension FlowBuilder {
  mutating func addARPRequests(of context: RouterContext) {
    add(
      .lrInARPRequest, 100, match: "eth.dst == 00:00:00:00:00:00 && ip4",
      actions: """
        arp { eth.dst = ff:ff:ff:ff:ff:ff; arp.spa = reg1; arp.tpa = reg0; arp.op = 1; output; };
        """, meter: world.meter("arp-resolve", of: context.copp))
    add(
      .lrInARPRequest, 100, match: "eth.dst == 00:00:00:00:00:00 && ip6",
      actions: "nd_ns { nd.target = xxreg0; output; };",
      meter: world.meter("nd-ns-resolve", of: context.copp))
    add(.lrInARPRequest, 0, match: "1", actions: "output;")
  }

  /// A question for the IPv6 next hop of a static route, whatever becomes of the route.
  mutating func addNeighborRequest(ofRoute uuid: UUID, on context: RouterContext) {
    guard let hop = world.row(uuid, in: world.nb.staticRoutes)?.nexthop,
      let prefix = IPPrefix(parsing: hop), prefix.length == 128,
      case .v6(let address) = prefix.address
    else { return }
    let node = InterfaceAddresses.Network(prefix).solicitedNode
    // The Ethernet address of an IPv6 multicast group (RFC 2464, 7).
    let mac = MACAddress(bits: 0x3333_FF00_0000 | address.low & 0xFF_FFFF)
    hint = uuid.hint
    add(
      .lrInARPRequest, 200,
      match: "eth.dst == 00:00:00:00:00:00 && ip6 && xxreg0 == \(hop)",
      actions: "nd_ns { eth.dst = \(mac); ip6.dst = \(node); nd.target = \(hop); output; };",
      meter: world.meter("nd-ns-resolve", of: context.copp))
  }
}
