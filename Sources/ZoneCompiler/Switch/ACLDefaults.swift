import Address
import OVNModel
import OVSDB

/// What happens to packets whatever the rules of a switch are (ovn-northd(8), ingress tables 7, 8 and 17,
/// egress tables 3 and 4).
extension FlowBuilder {
  mutating func addACLDefaults() {
    guard let security = world.switchSecurity[datapath] else { return }
    addACLHints(security)
    addVerdictsWithoutRule(security)
    if security.isStateful { addTrackedVerdicts() }
    let neighbors: FlowText = "nd || nd_ra || nd_rs || mldv1 || mldv2"
    for stage in [Stage.lsInACL, .lsOutACL, .lsInACLAfterLB] {
      add(stage, 65532, match: neighbors, actions: "next;")
    }
    let commit: FlowText = security.isStateful ? "ct_commit; next;" : "next;"
    if world.hasDNSRecords(datapath) {
      add(.lsOutACL, 34000, match: "udp.src == 53", actions: commit)
    }
    if security.hasACLs || security.hasVIPs {
      add(.lsInACL, 34000, match: "eth.dst == $svc_monitor_mac", actions: "next;")
      add(.lsOutACL, 34000, match: "eth.src == $svc_monitor_mac", actions: "next;")
    }
  }

  /// Hints tell the rules what connection tracking knows of a packet, so that each rule matches on a bit or
  /// two: 7 and 8 a new and a known connection that may be allowed, 9 and 10 packets and connections that may
  /// be dropped.
  private mutating func addACLHints(_ security: SwitchSecurity) {
    let mark = world.zone.connectionMark
    for stage in [Stage.lsInACLHint, .lsOutACLHint] {
      let isIdle = !security.hasACLs && !security.hasVIPs
      add(stage, isIdle ? 65535 : 0, match: "1", actions: "next;")
      guard security.isStateful else { continue }
      add(
        stage, 7, match: "ct.new && !ct.est", actions: "reg0[7] = 1; reg0[9] = 1; next;")
      add(
        stage, 6, match: "!ct.new && ct.est && !ct.rpl && \(mark).blocked == 1",
        actions: "reg0[7] = 1; reg0[9] = 1; next;")
      add(stage, 5, match: "!ct.trk", actions: "reg0[8] = 1; reg0[9] = 1; next;")
      add(
        stage, 4, match: "!ct.new && ct.est && !ct.rpl && \(mark).blocked == 0",
        actions: "reg0[8] = 1; reg0[10] = 1; next;")
      add(stage, 3, match: "!ct.est", actions: "reg0[9] = 1; next;")
      add(stage, 2, match: "ct.est && \(mark).blocked == 1", actions: "reg0[9] = 1; next;")
      add(stage, 1, match: "ct.est && \(mark).blocked == 0", actions: "reg0[10] = 1; next;")
    }
  }

  private mutating func addVerdictsWithoutRule(_ security: SwitchSecurity) {
    let verdict: FlowText =
      security.hasACLs && world.dropsByDefault ? FlowText(world.dropAction) : "next;"
    let isIdle = !security.hasACLs && !security.hasVIPs
    for stage in [Stage.lsInACL, .lsOutACL] {
      add(stage, isIdle ? 65535 : 0, match: "1", actions: verdict)
    }
    add(.lsInACLAfterLB, 0, match: "1", actions: verdict)
  }

  /// What connection tracking decides: what is invalid goes, replies and what is related pass, new
  /// connections are committed.
  private mutating func addTrackedVerdicts() {
    let blocked = "\(world.zone.connectionMark).blocked"
    let matchesInvalid = world.zone.matchesInvalid
    let valid = matchesInvalid ? " && !ct.inv" : ""
    let invalid = matchesInvalid ? "ct.inv || " : ""
    let isRelatedTranslated = world.zone.hasCTLBRelated
    let drop = FlowText(world.dropAction)
    for stage in [Stage.lsInACL, .lsOutACL] {
      let isIngress = stage == .lsInACL
      add(
        stage, 1, match: "ip && ct.est && \(blocked) == 1", actions: "reg0[1] = 1; next;")
      add(
        stage, 1, match: "ip && !ct.est",
        actions: world.dropsByDefault ? drop : "reg0[1] = 1; next;")
      add(
        stage, 65532, match: "\(invalid)(ct.est && ct.rpl && \(blocked) == 1)", actions: drop)
      add(
        stage, 65532,
        match: "ct.est && !ct.rel && !ct.new\(valid) && ct.rpl && \(blocked) == 0",
        actions: isIngress ? "reg0[9] = 0; reg0[10] = 0; reg0[17] = 1; next;" : "next;")
      add(
        stage, 65532, match: "!ct.est && ct.rel && !ct.new\(valid) && \(blocked) == 0",
        actions: """
          \(isIngress ? "reg0[17] = 1; " : "")\(isRelatedTranslated ? "ct_commit_nat;" : "next;")
          """)
    }
    add(.lsInACLAfterLB, 65532, match: "reg0[17] == 1", actions: "next;")
  }

  /// Answers of ovn-controller's DHCP servers pass whatever the rules are.
  mutating func addDHCPReplyPassage(of port: SwitchPortContext) {
    guard port.type != .external, let row = world.row(port.uuid, in: world.nb.switchPorts) else {
      return
    }
    if let uuid = row.dhcpv4Options,
      let options = world.row(uuid, in: world.nb.dhcpOptions)?.options,
      let server = options["server_id"], let mac = options["server_mac"],
      options["lease_time"] != nil
    {
      addDHCPReplyPassage(to: port, uuid, "eth.src == \(mac) && ip4.src == \(server)", 67, 68)
    }
    if let uuid = row.dhcpv6Options,
      let options = world.row(uuid, in: world.nb.dhcpOptions)?.options,
      let text = options["server_id"], let mac = MACAddress(parsing: text)
    {
      addDHCPReplyPassage(
        to: port, uuid, "eth.src == \(text) && ip6.src == \(mac.eui64LinkLocal.description)", 547,
        546)
    }
  }

  private mutating func addDHCPReplyPassage(
    to port: SwitchPortContext, _ options: UUID, _ server: FlowText, _ from: Int, _ to: Int
  ) {
    let isStateful = world.switchSecurity[datapath]?.isStateful == true
    let own = hint
    hint = options.hint
    add(
      .lsOutACL, 34000,
      match: """
        outport == "\(port.name)" && \(server) && udp && udp.src == \(from) && udp.dst == \(to)
        """, actions: isStateful ? "ct_commit; next;" : "next;", port: port.name)
    hint = own
  }
}

extension World {
  /// Whether packets are dropped that no rule is about, on switches with rules (`default_acl_drop`).
  var dropsByDefault: Bool { zone.options.isTrue("default_acl_drop") }
}
