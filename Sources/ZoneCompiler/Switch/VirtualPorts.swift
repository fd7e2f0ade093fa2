import Address
import OVNModel
import OVSDB

/// Addresses that machines hand over among themselves: whoever speaks for such an address gets it
/// (ovn-northd(8), ingress table 19).
extension FlowBuilder {
  mutating func addVirtualPort(_ port: SwitchPortContext) {
    guard port.type == .virtual, let text = port.options["virtual-ip"],
      let parents = port.options["virtual-parents"], let address = IPAddress(parsing: text)
    else { return }
    let cause = hint
    defer { hint = cause }
    for name in parents.split(separator: ",").map(String.init) {
      guard let (uuid, _) = world.first(name, in: world.nb.switchPortsByName),
        world.owner(of: uuid, in: world.nb.switchOfPort) == port.logicalSwitch
      else { continue }
      hint = uuid.hint
      add(
        .lsInARPRsp, 100, match: "inport == \"\(name)\" && \(claims(to: text, address))",
        actions: "bind_vport(\(port.quotedName), inport); next;", port: name)
    }
  }

  /// Packets by which a machine says that it has an address.
  private func claims(to text: String, _ address: IPAddress) -> FlowText {
    if !address.isIPv6 {
      return """
        ((arp.op == 1 && arp.spa == \(text) && arp.tpa == \(text)) || \
        (arp.op == 2 && arp.spa == \(text)))
        """
    }
    let group = InterfaceAddresses.Network(IPPrefix(host: address)).solicitedNode
    return """
      ((nd_ns && ip6.dst == {\(text), \(group)} && nd.target == \(text)) ||\
      (nd_na && nd.target == \(text)))
      """
  }
}

/// Addresses that a router answers for though it has them not (`arp_proxy`).
extension FlowBuilder {
  mutating func addARPProxy(of port: SwitchPortContext) {
    guard let router = port.peer, let text = port.options["arp_proxy"] else { return }
    let addresses = IPPrefix.list(in: text).map(\.address).filter { !$0.isIPv6 }
      .map(\.description)
    if addresses.isEmpty { return }
    let mac = router.addresses.macText
    add(
      .lsInARPRsp, 50, match: "arp.op == 1 && arp.tpa == {\(addresses.joined(separator: ","))}",
      actions: """
        eth.dst = eth.src; eth.src = \(mac); arp.op = 2; /* ARP reply */ arp.tha = arp.sha; \
        arp.sha = \(mac); arp.tpa <-> arp.spa; outport = inport; flags.loopback = 1; output;
        """)
  }
}
