import OVSDB

/// The flows of one rule of address translation, but for those that rules for the same address outside
/// share (``World/flows(ofExternalAddress:on:)``).
extension World {
  func flows(ofNAT uuid: UUID) -> [PlacedFlow] {
    announce(uuid, nats[uuid])
    guard let nat = nats[uuid] ?? unreadableNAT(uuid), datapaths[nat.router] != nil,
      let router = routers[nat.router]
    else { return [] }
    var flows = FlowBuilder(self, datapath: nat.router, cause: uuid)
    flows.addMachine(of: nat)
    flows.addRedirect(ofStateless: nat)
    if nats[uuid] == nil { return flows.flows }
    if nat.translatesDestination {
      flows.addNeighborReplies(for: nat, on: router)
      flows.addSwitchRequests(for: nat)
      flows.addRoutes(to: nat)
    }
    guard let rule = nat.rule else { return flows.flows }
    flows.addUnSNAT(nat, rule)
    flows.addDNAT(nat, rule, on: router)
    flows.addSNAT(nat, rule)
    if let gateway = rule.gateway {
      flows.addUnDNAT(nat, rule, at: gateway)
      flows.addEgressLoop(nat, rule, at: gateway)
      if !nat.translatesDestination {
        flows.add(
          .lrInIPInput, 120,
          match: "inport == \(gateway.quotedName) && \(nat.ip).src == \(nat.externalIP)",
          actions: "next;")
      }
      if rule.isDistributed { flows.addFloatingAddress(nat, rule, at: gateway, on: router) }
    }
    return flows.flows
  }
}

/// Addresses of destinations (ovn-northd(8), router ingress tables 4 and 7, egress table 1).
extension FlowBuilder {
  /// Replies to connections whose source has been translated.
  fileprivate mutating func addUnSNAT(_ nat: NATContext, _ rule: NATRule) {
    guard nat.translatesSource else { return }
    let own: FlowText = "ip && \(nat.ip).dst == \(nat.externalIP)"
    guard let gateway = rule.gateway else {
      return add(.lrInUnSNAT, 90, match: own, actions: nat.isStateless ? "next;" : "ct_snat;")
    }
    let resident: FlowText = rule.isDistributed ? "" : " && \(rule.residence)"
    add(
      .lrInUnSNAT, 100,
      match: "\(own) && inport == \(gateway.quotedName) && flags.loopback == 0\(resident)",
      actions: nat.isStateless ? "next;" : "ct_snat_in_czone;")
    if nat.isStateless { return }
    add(
      .lrInUnSNAT, 100,
      match: """
        \(own) && inport == \(gateway.quotedName) && flags.loopback == 1 && \
        flags.use_snat_zone == 1\(resident)
        """, actions: "ct_snat;")
  }

  fileprivate mutating func addDNAT(
    _ nat: NATContext, _ rule: NATRule, on router: RouterContext
  ) {
    guard nat.translatesDestination else { return }
    var match: FlowText = "ip && \(nat.ip).dst == \(nat.externalIP)"
    var actions: FlowText = ""
    if let gateway = rule.gateway {
      match += " && inport == \(gateway.quotedName)"
      if !rule.isDistributed { match += " && \(rule.residence)" }
    } else {
      if world.forcedSNAT[router.uuid]?.isForDNAT == true {
        actions += "flags.force_snat_for_dnat = 1; "
      }
      actions += "flags.loopback = 1; "
    }
    addPeers(of: nat, .lrInDNAT, 102, "src", to: &match)
    if nat.isStateless {
      actions += "\(nat.ip).dst=\(nat.logicalIP); next;"
    } else if rule.gateway != nil {
      actions += "ct_dnat_in_czone(\(nat.logicalIP)\(nat.portRangeArgument));"
    } else {
      actions += "ct_dnat(\(nat.logicalIP)\(nat.portRangeArgument));"
    }
    add(.lrInDNAT, 100, match: match, actions: actions)
  }

  /// Replies of connections whose destination has been translated.
  fileprivate mutating func addUnDNAT(
    _ nat: NATContext, _ rule: NATRule, at gateway: GatewayPort
  ) {
    add(
      .lrOutChkDNATLocal, 50,
      match: "ip && \(nat.ip).dst == \(nat.externalIP) && \(rule.residence)",
      actions: "reg9[4] = 1; next;")
    guard nat.translatesDestination else { return }
    let resident: FlowText = rule.isDistributed ? "" : " && \(rule.residence)"
    add(
      .lrOutUnDNAT, 100,
      match: """
        ip && \(nat.ip).src == \(nat.logicalIP) && outport == \(gateway.quotedName)\(resident)
        """,
      actions: "\(nat.sourceMAC(rule))\(nat.isStateless ? "next;" : "ct_dnat_in_czone;")")
  }

  /// Limits a rule to the peers it is for; those it is not for go by with `priority`.
  mutating func addPeers(
    of nat: NATContext, _ stage: Stage, _ priority: Int, _ side: String, to match: inout FlowText
  ) {
    switch nat.peers {
    case .all: break
    case .allowed(let set): match += " && \(nat.ip).\(side) == $\(set)"
    case .exempted(let set):
      add(stage, priority, match: "\(match) && \(nat.ip).\(side) == $\(set)", actions: "next;")
    }
  }
}

extension NATContext {
  /// The ports to choose source ports from, as another argument of an action.
  var portRangeArgument: String { portRange.isEmpty ? "" : ",\(portRange)" }

  /// What gives a packet the Ethernet address outside, where it leaves from the chassis of the port inside.
  func sourceMAC(_ rule: NATRule) -> FlowText {
    guard rule.isDistributed, let mac else { return "" }
    return "eth.src = \(mac); "
  }
}
