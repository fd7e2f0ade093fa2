/// Packets that leave a router by a port (ovn-northd(8), router egress table 6).
extension FlowBuilder {
  mutating func addDelivery(of port: RouterPortContext, on context: RouterContext) {
    guard port.isEnabled else { return }
    hint = 0
    if context.relaysMulticast {
      // Multicast packets have not been routed, and so have the sender's address still.
      add(
        .lrOutDelivery, 110,
        match: "(ip4.mcast || ip6.mcast) && outport == \(port.quotedName)",
        actions: "eth.src = \(port.addresses.macText); output;")
    }
    add(.lrOutDelivery, 100, match: "outport == \(port.quotedName)", actions: "output;")
    addDefaultDrop(.lrOutDelivery)
  }
}
