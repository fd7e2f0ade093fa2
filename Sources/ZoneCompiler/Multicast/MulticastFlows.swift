import Address
import OVSDB
import Replica
import Transactions

/// Where multicast packets go on a switch that learns groups, and on routers that relay them (ovn-northd(8),
/// switch ingress table 25, router ingress table 13).
extension FlowBuilder {
  /// Reports go to the chassis to learn from, and packets of groups that nobody listens to only where all
  /// groups go.
  mutating func addSnooping(of context: SwitchContext) {
    let settings = MulticastSettings(context.otherConfig)
    guard settings.learnsGroups else { return }
    let meter = world.meter("igmp", of: context.copp)
    add(.lsInL2Lkup, 100, match: "igmp", actions: "igmp;", meter: meter)
    add(.lsInL2Lkup, 100, match: "mldv1 || mldv2", actions: "igmp;", meter: meter)
    add(
      .lsInL2Lkup, 85, match: "ip4.mcast && ip4.dst == 224.0.0.0/24",
      actions: "outport = \"\(MulticastGroupKind.floodL2.rawValue)\"; output;")
    add(
      .lsInL2Lkup, 85, match: "ip6.mcast_flood",
      actions: "outport = \"\(MulticastGroupKind.flood.rawValue)\"; output;")
    addReportsBetweenZones(of: context, meter)
    if settings.floodsUnregistered { return }
    var actions: FlowText = ""
    if world.hasRelay(context.uuid) {
      actions += "clone { outport = \"\(ListenerGroup.routers)\"; output; }; "
    }
    if world.floodsEverything(context.uuid) {
      actions += "outport =\"\(ListenerGroup.everything)\"; output;"
    }
    if actions.text.isEmpty { actions = FlowText(world.dropAction) }
    add(.lsInL2Lkup, 80, match: "ip4.mcast || ip6.mcast", actions: actions)
  }

  /// On a transit switch reports come in from other zones.
  private mutating func addReportsBetweenZones(of context: SwitchContext, _ meter: String?) {
    guard context.otherConfig[Key.interconnTS] != nil else { return }
    for uuid in world.members(RosterKey(context.uuid, .type(.remote))) {
      guard let port = world.switchPorts[uuid] else { continue }
      for report in ["igmp", "(mldv1 || mldv2)"] {
        add(
          .lsOutPreLB, 120, match: "inport == \(port.quotedName) && \(report)",
          actions: "clone { igmp; }; next;", meter: meter)
      }
    }
  }

  /// Packets of the groups that somebody on a switch listens to, no more groups of each IP version than the
  /// switch's table has room for.
  mutating func addLearnedGroups(_ listeners: MulticastListeners, of context: SwitchContext) {
    let room = MulticastSettings(context.otherConfig).tableSize
    var actions: FlowText = ""
    if world.hasRelay(context.uuid) {
      actions += "clone { outport = \"\(ListenerGroup.routers)\"; output; };"
    }
    if world.floodsEverything(context.uuid) {
      actions += "clone { outport =\"\(ListenerGroup.everything)\"; output; };"
    }
    var counts = ["ip4": 0, "ip6": 0]
    for group in listeners.learned where !group.isFlooded {
      let count = counts[group.ip, default: 0]
      if count == room { continue }
      counts[group.ip] = count + 1
      add(
        .lsInL2Lkup, 90,
        match: "eth.mcast && \(group.ip) && \(group.ip).dst == \(group.name) ",
        actions: "\(actions)outport = \"\(group.name)\"; output; ")
    }
    let isFull = counts.values.contains { $0 == room && room > 0 }
    world.report(
      isFull ? ["\(context.name): too many active mcast flows: \(room)"] : [],
      of: ProblemKey(row: context.uuid, aspect: "multicast"), level: .info)
  }

  /// Packets of the groups that somebody beyond a router listens to.
  mutating func addLearnedGroups(_ listeners: MulticastListeners, of router: RouterContext) {
    guard router.relaysMulticast else { return }
    let everything: FlowText =
      router.floodsMulticast
      ? "clone { outport = \"\(ListenerGroup.everything)\"; ip.ttl--; next; };" : ""
    for group in listeners.learned {
      add(
        .lrInIPRouting, 10500, match: "\(group.ip) && \(group.ip).dst == \(group.name) ",
        actions: "\(everything)outport = \"\(group.name)\"; ip.ttl--; next;")
    }
  }
}

extension World {
  /// The flows of the groups that chassis have learned on a datapath.
  func flows(ofLearnedGroupsOn datapath: UUID) -> [PlacedFlow] {
    guard datapaths[datapath] != nil, let listeners = listeners[datapath] else { return [] }
    var flows = FlowBuilder(self, datapath: datapath)
    if let context = switches[datapath] {
      flows.addLearnedGroups(listeners, of: context)
    } else if let router = routers[datapath] {
      flows.addLearnedGroups(listeners, of: router)
    }
    return flows.flows
  }

  /// Whether a port of a switch leads to a router that relays multicast packets.
  fileprivate func hasRelay(_ logicalSwitch: UUID) -> Bool {
    !relayPorts(of: logicalSwitch).isEmpty
  }

  /// Whether a port of a switch gets every group's packets.
  fileprivate func floodsEverything(_ logicalSwitch: UUID) -> Bool {
    hasMembers(RosterKey(logicalSwitch, .multicastFlood))
  }
}

extension MulticastListeners.Group {
  fileprivate var ip: String { address.isIPv6 ? "ip6" : "ip4" }

  /// Whether the group's packets go to everybody: those of 224.0.0.0/24 (RFC 4541, 2.1.2), and to all nodes
  /// and all routers (RFC 4291, 2.7.1).
  fileprivate var isFlooded: Bool {
    switch address {
    case .v4(let address): address.bits >> 8 == 0xE00000
    case .v6(let address):
      [
        IPv6Address(high: 0xFF02 << 48, low: 1), IPv6Address(high: 0xFF02 << 48, low: 2),
        IPv6Address(high: 0xFF05 << 48, low: 2),
      ].contains(address)
    }
  }
}
