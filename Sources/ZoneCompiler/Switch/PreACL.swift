import OVNModel
import OVSDB

/// Which packets connection tracking is to see, and which it is not (ovn-northd(8), ingress table 4, egress
/// table 0).
extension FlowBuilder {
  mutating func addPreACLDefaults() {
    addDefault(.lsInPreACL)
    addDefault(.lsOutPreACL)
    add(.lsInPreACL, 110, match: "eth.dst == $svc_monitor_mac", actions: "next;")
    add(.lsOutPreACL, 110, match: "eth.src == $svc_monitor_mac", actions: "next;")
    guard world.switchSecurity[datapath]?.hasStatefulACLs == true else { return }
    for stage in [Stage.lsInPreACL, .lsOutPreACL] {
      add(
        stage, 110,
        match: """
          nd || nd_rs || nd_ra || mldv1 || mldv2 || (udp && udp.src == 546 && udp.dst == 547)
          """, actions: "next;")
      add(stage, 110, match: "eth.mcast", actions: "next;")
      // Replies must be followed too, so both pipelines track whatever the direction of the rules is.
      add(stage, 100, match: "ip", actions: "reg0[0] = 1; next;")
    }
  }

  /// Packets from and to routers and physical networks are not tracked: the other half of a connection may
  /// pass another chassis.
  mutating func addTrackingBypass(of port: SwitchPortContext) {
    guard port.type == .localnet || port.type == .router && port.peer != nil,
      let security = world.switchSecurity[datapath]
    else { return }
    let egress: FlowText = security.hasStatefulACLs ? "next;" : "ct_clear; next;"
    if security.hasStatefulACLs {
      addTrackingBypass(of: port, .lsInPreACL, .lsOutPreACL, egress)
    }
    // What comes from a physical network is balanced as well.
    if port.type == .router || !security.hasVIPs {
      addTrackingBypass(of: port, .lsInPreLB, .lsOutPreLB, egress)
    }
  }

  private mutating func addTrackingBypass(
    of port: SwitchPortContext, _ ingress: Stage, _ egress: Stage, _ actions: FlowText
  ) {
    add(
      ingress, 110, match: "ip && inport == \(port.quotedName)", actions: "next;", port: port.name)
    add(
      egress, 110, match: "ip && outport == \(port.quotedName)", actions: actions, port: port.name)
  }

  /// Packets that a stateless rule is about are not tracked.
  mutating func addStatelessFilter(of acl: Northbound.ACL) {
    guard acl.action == "allow-stateless", world.switchSecurity[datapath]?.isStateful == true else {
      return
    }
    add(
      acl.direction == "from-lport" ? .lsInPreACL : .lsOutPreACL, acl.flowPriority,
      match: FlowText(acl.match), actions: "reg0[16] = 1; next;")
  }
}
