/// Answers to DNS requests for names of the zone (ovn-northd(8), ingress tables 22 and 23).
extension FlowBuilder {
  mutating func addDNS(of context: SwitchContext) {
    guard world.hasDNSRecords(context.uuid) else { return }
    add(
      .lsInDNSLookup, 100, match: "udp.dst == 53", actions: "reg0[4] = dns_lookup(); next;",
      meter: world.meter("dns", of: context.copp))
    for ip in ["ip4", "ip6"] {
      add(
        .lsInDNSResponse, 100, match: "udp.dst == 53 && reg0[4]",
        actions: """
          eth.dst <-> eth.src; \(ip).src <-> \(ip).dst; udp.dst = udp.src; udp.src = 53; \
          outport = inport; flags.loopback = 1; output;
          """)
    }
  }
}
