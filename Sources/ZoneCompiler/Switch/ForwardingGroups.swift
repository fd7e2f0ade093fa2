import OVNModel
import OVSDB

/// Addresses that a switch answers for, and spreads over several ports (ovn-nb(5), Forwarding_Group).
extension FlowBuilder {
  mutating func addForwardingGroups() {
    let groups = world.row(datapath, in: world.nb.switches)?.forwardingGroups ?? []
    for uuid in groups.sorted() {
      guard let group = world.row(uuid, in: world.nb.forwardingGroups), !group.childPort.isEmpty
      else { continue }
      hint = uuid.hint
      let (mac, ip) = (group.vmac, group.vip)
      add(
        .lsInARPRsp, 50, match: "arp.tpa == \(ip) && arp.op == 1",
        actions: """
          eth.dst = eth.src; eth.src = \(mac); arp.op = 2; /* ARP reply */ arp.tha = arp.sha; \
          arp.sha = \(mac); arp.tpa = arp.spa; arp.spa = \(ip); outport = inport; \
          flags.loopback = 1; output;
          """)
      let ports = group.childPort.sorted(by: precedes).map { "\"\($0)\"" }
      let liveness = group.liveness ? "liveness=\"true\"," : ""
      add(
        .lsInL2Lkup, 50, match: "eth.dst == \(mac)",
        actions: "fwd_group(\(liveness)childports=\(ports.joined(separator: ",")));")
    }
  }
}
