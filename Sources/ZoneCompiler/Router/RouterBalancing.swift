import OVNModel
import OVSDB
import Replica

/// What a router does for balancers whatever they are (ovn-northd(8), router ingress tables 3 and 7).
extension FlowBuilder {
  /// Packets of connections that are balanced already, and others that such connections cause.
  mutating func addBalancing() {
    let mark = world.zone.connectionMark
    if world.zone.hasCTLBRelated {
      addBalanced("ct.rel && !ct.est && !ct.new", mark, "ct_commit_nat;")
    }
    addBalanced("ct.est && !ct.rel && !ct.new && \(mark).natted", mark, "next;")
  }

  private mutating func addBalanced(_ match: FlowText, _ mark: String, _ actions: FlowText) {
    add(
      .lrInDNAT, 70, match: "\(match) && \(mark).skip_snat == 1",
      actions: "\(BalancedSources.kept.flag)\(actions)")
    add(
      .lrInDNAT, 70, match: "\(match) && \(mark).force_snat == 1",
      actions: "\(BalancedSources.forced.flag)\(actions)")
    add(.lrInDNAT, 50, match: match, actions: actions)
  }

  /// Neighbours that ask for virtual addresses: one answer for all of them.
  mutating func addVirtualAddressReplies(of port: RouterPortContext, on context: RouterContext) {
    guard let key = world.datapaths[port.router]?.key else { return }
    let cause = hint
    hint = 0
    let own: FlowText = "inport == \(port.quotedName)"
    let resident: FlowText =
      port.isGateway ? " && is_chassis_resident(\(QuotedName(port.redirectName)))" : ""
    if world.answers(port.router, isIPv6: false) {
      let set = RouterAddressSet(key: key, isIPv6: false).name
      addRouterARPReply(
        90, match: "\(own) && arp.op == 1 && arp.tpa == $\(set)\(resident)", mac: "xreg0[0..47]")
    }
    if world.answers(port.router, isIPv6: true) {
      let set = RouterAddressSet(key: key, isIPv6: true).name
      addNeighborAdvertisement(
        90, kind: "nd_na", match: "\(own) && nd_ns && nd.target == $\(set)\(resident)",
        mac: "xreg0[0..47]", of: context)
    }
    hint = cause
  }
}

extension World {
  /// Whether a balancer of a switch or router has a virtual address, readable or not.
  func balances(_ datapath: UUID) -> Bool { hasMembers(RosterKey(datapath, .servingBalancers)) }

  /// Connections are balanced at one gateway port, and so replies by another are lost.
  func reportGateways(_ gateways: [GatewayPort], of router: RouterContext) {
    let isWrong = gateways.count > 1 && balances(router.uuid)
    report(
      isWrong
        ? [
          "Load balancers are configured on logical router \(router.name), which has"
            + " \(gateways.count) distributed gateway ports; they work at one of them only."
        ] : [], of: ProblemKey(row: router.uuid, aspect: "balancing"))
  }
}
