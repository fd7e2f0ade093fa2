/// What happens in a switch's stages to packets that nothing else minds, whatever its ports and its rules
/// are (ovn-northd(8), Logical Switch Datapaths).
///
/// Where a stage's default depends on rules or options it stands with the stage's family.
extension FlowBuilder {
  mutating func addServiceDefaults() {
    let stages: [Stage] = [
      .lsInLookupFDB, .lsInPutFDB, .lsInDHCPOptions, .lsInDHCPResponse, .lsInDNSLookup,
      .lsInDNSResponse, .lsInExternalPort,
    ]
    for stage in stages { addDefault(stage) }
  }

  /// The stages of rules and of balancing.
  mutating func addRuleDefaults() {
    let stages: [Stage] = [
      .lsInPreACL, .lsInPreLB, .lsInPreStateful, .lsInQoSMark, .lsInQoSMeter, .lsInLBAffCheck,
      .lsInLB, .lsInLBAffLearn, .lsInPreHairpin, .lsInNATHairpin, .lsInHairpin, .lsInStateful,
      .lsOutPreACL, .lsOutPreLB, .lsOutPreStateful, .lsOutQoSMark, .lsOutQoSMeter, .lsOutStateful,
    ]
    for stage in stages { addDefault(stage) }
    addUntrackedTraffic()
    // Neighbours are found whatever the rules say.
    let discovery: FlowText = "nd || nd_ra || nd_rs || mldv1 || mldv2"
    for stage in [Stage.lsInACL, .lsOutACL, .lsInACLAfterLB] {
      add(stage, 65532, match: discovery, actions: "next;")
    }
    for stage in [Stage.lsInPreStateful, .lsOutPreStateful] {
      add(stage, 100, match: "reg0[0] == 1", actions: "ct_next;")
    }
  }

  /// What goes past connection tracking: answers to service monitors, what has no connections, and what a
  /// stateless rule has let through.
  private mutating func addUntrackedTraffic() {
    let toMonitor: FlowText = "eth.dst == $svc_monitor_mac"
    let fromMonitor: FlowText = "eth.src == $svc_monitor_mac"
    for stage in [Stage.lsInPreACL, .lsInPreLB] {
      add(stage, 110, match: toMonitor, actions: "next;")
    }
    for stage in [Stage.lsOutPreACL, .lsOutPreLB] {
      add(stage, 110, match: fromMonitor, actions: "next;")
    }
    for stage in [Stage.lsInPreLB, .lsOutPreLB] {
      add(stage, 110, match: "eth.mcast", actions: "next;")
      add(
        stage, 110, match: "nd || nd_rs || nd_ra || mldv1 || mldv2", actions: "next;")
      add(stage, 110, match: "reg0[16] == 1", actions: "next;")
    }
  }
}
