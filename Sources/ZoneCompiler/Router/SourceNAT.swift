/// Addresses of sources (ovn-northd(8), router egress table 3).
extension FlowBuilder {
  /// Of rules for networks that contain each other, the one for the smallest counts.
  mutating func addSNAT(_ nat: NATContext, _ rule: NATRule) {
    guard nat.translatesSource else { return }
    if let gateway = rule.gateway {
      addSNAT(nat, rule, at: gateway)
    } else {
      addSNATOnGatewayRouter(nat, rule)
    }
  }

  private mutating func addSNATOnGatewayRouter(_ nat: NATContext, _ rule: NATRule) {
    var match: FlowText = "ip && \(nat.ip).src == \(nat.logicalIP)"
    addPeers(of: nat, .lrOutSNAT, rule.length + 3, "dst", to: &match)
    if nat.isStateless {
      return add(
        .lrOutSNAT, rule.length + 1, match: match,
        actions: "\(nat.ip).src=\(nat.externalIP); next;")
    }
    add(
      .lrOutSNAT, rule.length + 1, match: "\(match) && (!ct.trk || !ct.rpl)",
      actions: "ct_snat(\(nat.externalIP)\(nat.portRangeArgument));")
  }

  private mutating func addSNAT(_ nat: NATContext, _ rule: NATRule, at gateway: GatewayPort) {
    let priority = rule.length + 129
    var match: FlowText = """
      ip && \(nat.ip).src == \(nat.logicalIP) && outport == \(gateway.quotedName) && \
      \(rule.residence)
      """
    addPeers(of: nat, .lrOutSNAT, rule.length + 131, "dst", to: &match)
    let mac = nat.sourceMAC(rule)
    if nat.isStateless {
      return add(
        .lrOutSNAT, priority, match: match,
        actions: "\(mac)\(nat.ip).src=\(nat.externalIP); next;")
    }
    let arguments: FlowText = "\(nat.externalIP)\(nat.portRangeArgument)"
    add(
      .lrOutSNAT, priority, match: match, actions: "\(mac)ct_snat_in_czone(\(arguments));")
    // What has been to a local address outside before has a connection in the other zone.
    add(
      .lrOutSNAT, priority + 1, match: "\(match) && reg9[4] == 1",
      actions: "\(mac)reg9[4] = 0; ct_snat(\(arguments));")
  }
}
