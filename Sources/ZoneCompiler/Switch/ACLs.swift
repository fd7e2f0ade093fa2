import OVNModel
import OVSDB
import Replica

/// Rules of a switch and of groups of ports, each on each switch that it is about (ovn-northd(8), ingress
/// tables 8 and 17, egress table 4).
extension World {
  func flows(ofACL uuid: UUID, on logicalSwitch: UUID) -> [PlacedFlow] {
    guard datapaths[logicalSwitch] != nil, applies(acl: uuid, to: logicalSwitch),
      let acl = row(uuid, in: nb.acls), let context = switches[logicalSwitch]
    else { return [] }
    var flows = FlowBuilder(self, datapath: logicalSwitch, cause: uuid)
    flows.addStatelessFilter(of: acl)
    flows.add(
      ACLContext(
        acl: acl, log: log(of: acl, uuid),
        isStateful: switchSecurity[logicalSwitch]?.isStateful == true,
        rejectMeter: meter("reject", of: context.copp)))
    return flows.flows
  }

  /// What logs a packet that a rule is about; nothing if it is not logged.
  private func log(of acl: Northbound.ACL, _ uuid: UUID) -> FlowText {
    guard acl.log else { return "" }
    var parts: [String] = []
    if let name = acl.name { parts.append("name=\"\(name)\"") }
    parts.append("severity=\(acl.severity ?? "info")")
    switch acl.action {
    case "drop", "reject": parts.append("verdict=\(acl.action)")
    case "allow", "allow-related", "allow-stateless": parts.append("verdict=allow")
    default: break
    }
    if let meter = acl.meter {
      let name = isFair(meter) ? PrivateMeter(meter: meter, acl: uuid).name : meter
      parts.append("meter=\"\(name)\"")
    }
    return FlowText("log(" + parts.joined(separator: ", ") + "); ")
  }
}

/// A rule with what its flows on a switch depend on.
private struct ACLContext {
  let acl: Northbound.ACL
  let log: FlowText
  let isStateful: Bool
  let rejectMeter: String?

  var isIngress: Bool { acl.direction == "from-lport" }

  var stage: Stage {
    if !isIngress { return .lsOutACL }
    return acl.options.isTrue("apply-after-lb") ? .lsInACLAfterLB : .lsInACL
  }
}

extension FlowBuilder {
  fileprivate mutating func add(_ rule: ACLContext) {
    switch rule.acl.action {
    case "allow-stateless": addPassage(rule)
    case "allow", "allow-related":
      if rule.isStateful { addTrackedPassage(rule) } else { addPassage(rule) }
    case "drop", "reject":
      if rule.isStateful {
        addRefusal(rule, "reg0[9] == 1", "")
        let blocked = "\(world.zone.connectionMark).blocked"
        addRefusal(rule, "reg0[10] == 1", "ct_commit { \(blocked) = 1; }; ")
      } else {
        addRefusal(rule, nil, "")
      }
    default: break
    }
  }

  private mutating func addPassage(_ rule: ACLContext) {
    add(
      rule.stage, rule.acl.flowPriority, match: FlowText(rule.acl.match),
      actions: "\(rule.log)next;")
  }

  /// New connections are committed; known ones pass as long as a rule allows them, and are committed anew
  /// only to get the label of the rule that does.
  private mutating func addTrackedPassage(_ rule: ACLContext) {
    let acl = rule.acl
    let label: FlowText = acl.label == 0 ? "" : "reg0[13] = 1; reg3 = \(acl.label); "
    add(
      rule.stage, acl.flowPriority, match: "reg0[7] == 1 && (\(acl.match))",
      actions: "reg0[1] = 1; \(label)\(rule.log)next;")
    add(
      rule.stage, acl.flowPriority, match: "reg0[8] == 1 && (\(acl.match))",
      actions: "\(acl.label == 0 ? "" : "reg0[1] = 1; ")\(label)\(rule.log)next;")
    if acl.log, acl.label != 0, acl.options.isTrue("log-related") { addRelatedLog(rule) }
  }

  /// Replies and related packets pass before any rule is asked: to be logged they are matched by the label of
  /// their connection, in the other pipeline.
  private mutating func addRelatedLog(_ rule: ACLContext) {
    let stage: Stage = rule.isIngress ? .lsOutACL : .lsInACL
    let valid = world.zone.matchesInvalid ? " && !ct.inv" : ""
    let blocked = "\(world.zone.connectionMark).blocked"
    let actions: FlowText = "\(rule.log)next;"
    add(
      stage, 65533,
      match: """
        ct.est && !ct.rel && !ct.new\(valid) && ct.rpl && \(blocked) == 0 && \
        ct_label.label == \(rule.acl.label)
        """, actions: actions)
    add(
      stage, 65533,
      match: """
        !ct.est && ct.rel && !ct.new\(valid) && \(blocked) == 0 && \
        ct_label.label == \(rule.acl.label)
        """, actions: actions)
  }

  /// - Parameters:
  ///   - hint: what else must hold of the packet.
  ///   - commitment: what is noted of its connection first.
  private mutating func addRefusal(
    _ rule: ACLContext, _ hint: FlowText?, _ commitment: FlowText
  ) {
    let match = rule.acl.match
    guard rule.acl.action == "reject" else {
      add(
        rule.stage, rule.acl.flowPriority,
        match: hint.map { "\($0) && (\(match))" } ?? FlowText(match),
        actions: "\(commitment)\(rule.log)\(world.implicitDropAction)")
      return
    }
    // The answer goes where the packet came from, past the stages that have judged it.
    let next: FlowText =
      rule.isIngress
      ? "next(pipeline=egress,table=\(Stage.lsOutQoSMark.table));"
      : "next(pipeline=ingress,table=\(Stage.lsInL2Lkup.table));"
    add(
      rule.stage, rule.acl.flowPriority,
      match: hint.map { "(\($0)) && \(match)" } ?? FlowText(match),
      actions: """
        \(rule.log)\(commitment)\(commitment.text.isEmpty ? "" : " ")reg0 = 0; reject { \
        /* eth.dst <-> eth.src; ip.dst <-> ip.src; is implicit. */ outport <-> inport; \(next) };
        """, meter: rule.rejectMeter)
  }
}

extension Northbound.ACL {
  /// The priority of the rule's flows: those of the stage itself are below and above.
  var flowPriority: Int { priority + 1000 }
}

extension World {
  /// The actions that end without passing a packet on.
  var implicitDropAction: String { dropAction == "drop;" ? "/* drop */" : dropAction }
}
