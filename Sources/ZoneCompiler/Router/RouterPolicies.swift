import Address
import Derive
import OVNModel
import OVSDB
import Replica

/// Policies of a router, which may allow, drop or send elsewhere what has been routed (ovn-northd(8),
/// router ingress tables 15 and 16).
extension FlowBuilder {
  mutating func addPolicyDefaults() {
    add(.lrInPolicy, 0, match: "1", actions: "reg8[0..15] = 0; next;")
    add(.lrInPolicyECMP, 150, match: "reg8[0..15] == 0", actions: "next;")
    addDefaultDrop(.lrInPolicyECMP)
  }
}

extension World {
  func flows(ofPolicy uuid: UUID) -> [PlacedFlow] {
    var problems: [String] = []
    defer { report(problems, of: ProblemKey(row: uuid, aspect: "policy")) }
    guard let policy = row(uuid, in: nb.policies),
      let router = owner(of: uuid, in: nb.routerOfPolicy),
      datapaths[router] != nil, routers[router] != nil
    else { return [] }
    var flows = FlowBuilder(self, datapath: router, cause: uuid)
    switch policy.action {
    case "reroute" where policy.nexthops.count > 1:
      flows.addReroute(policy, toOneOf: policy.nexthops.sorted(by: precedes), uuid, &problems)
    case "reroute":
      flows.addReroute(policy, to: policy.nexthops.first ?? policy.nexthop, &problems)
    case "drop": flows.addPolicy(policy, FlowText(dropAction))
    case "allow": flows.addPolicy(policy, "\(policy.marking)reg8[0..15] = 0; next;")
    default: flows.addPolicy(policy, "")
    }
    return flows.flows
  }

  /// Numbers a policy that chooses among next hops.
  func number(policy uuid: UUID, of router: UUID) {
    if nb.routerOfPolicy.isOwner(router, of: uuid), (nb.policies[uuid]?.nexthops.count ?? 0) > 1 {
      policyGroups.insert(uuid, in: router)
    } else {
      policyGroups.remove(uuid, in: router)
    }
  }
}

extension FlowBuilder {
  fileprivate mutating func addPolicy(
    _ policy: Northbound.LogicalRouterPolicy, _ actions: FlowText
  ) {
    add(.lrInPolicy, policy.priority, match: FlowText(policy.match), actions: actions)
  }

  fileprivate mutating func addReroute(
    _ policy: Northbound.LogicalRouterPolicy, to hop: String?, _ problems: inout [String]
  ) {
    guard let hop, let way = way(to: hop, of: policy, &problems) else { return }
    addPolicy(policy, "\(way)flags.loopback = 1; reg8[0..15] = 0; next;")
  }

  /// The first stage chooses a next hop, the second sends the packet there.
  fileprivate mutating func addReroute(
    _ policy: Northbound.LogicalRouterPolicy, toOneOf hops: [String], _ uuid: UUID,
    _ problems: inout [String]
  ) {
    if let other = hops.first(where: { $0.hasDot != hops[0].hasDot }) {
      problems.append(
        "nexthop [\(other)] of the router policy with the match [\(policy.match)] do not belong to"
          + " the same address family as other next hops")
      return
    }
    world.reads.note(world.policyGroups.fact(of: uuid, in: datapath))
    guard let group = world.policyGroups.number(of: uuid, in: datapath) else { return }
    for (index, hop) in hops.enumerated() {
      guard let way = way(to: hop, of: policy, &problems) else { return }
      add(
        .lrInPolicyECMP, 100,
        match: "reg8[0..15] == \(group) && reg8[16..31] == \(index + 1)",
        actions: "\(way)flags.loopback = 1; next;")
    }
    let numbers = (1...hops.count).map(String.init).joined(separator: ", ")
    addPolicy(policy, "reg8[0..15] = \(group); reg8[16..31] = select(\(numbers));")
  }

  /// What sends a packet to a next hop, marked if the policy wants it so.
  private func way(
    to hop: String, of policy: Northbound.LogicalRouterPolicy, _ problems: inout [String]
  ) -> FlowText? {
    guard let address = IPAddress(nextHop: hop),
      let passage = world.nextHops[NextHop(address, of: datapath)],
      let port = world.routerPorts[passage.port]
    else {
      problems.append("No path for routing policy priority \(policy.priority); next hop \(hop)")
      return nil
    }
    let register = address.isIPv6 ? "xxreg" : "reg"
    return """
      \(policy.marking)\(register)0 = \(hop); \(register)1 = \(passage.address); \
      eth.src = \(port.addresses.macText); outport = \(port.quotedName);\u{20}
      """
  }
}

extension Northbound.LogicalRouterPolicy {
  /// What marks packets for the host's own firewall (`pkt_mark`).
  fileprivate var marking: FlowText {
    let mark = options.integer("pkt_mark", default: 0)
    return 1...Int(UInt32.max) ~= mark ? "pkt.mark = \(mark); " : ""
  }
}

extension String {
  fileprivate var hasDot: Bool { utf8.contains(UInt8(ascii: ".")) }
}
