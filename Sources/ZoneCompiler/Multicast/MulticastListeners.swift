import Address
import OVNModel
import OVSDB
import Replica

/// Who on a switch or router gets packets of which multicast group.
struct MulticastListeners: Equatable {
  /// A group that somebody listens to.
  struct Group: Equatable {
    let address: IPAddress
    /// The address as the chassis wrote that learned it, which is the group's name.
    let name: String
  }

  /// The rows of Port_Binding that are members, by the name of the group.
  var members: [String: Set<UUID>] = [:]
  /// What chassis have learned, in the order of the names.
  var learned: [Group] = []

  fileprivate mutating func insert(_ member: UUID?, into name: String) {
    if let member { members[name, default: []].insert(member) }
  }
}

/// Groups that a datapath may have besides those of ``MulticastGroupKind``: their members depend on other
/// datapaths or on what chassis have learned.
enum ListenerGroup {
  /// Ports that lead to multicast routers.
  static let routers = "_MC_mrouter_flood"
  /// Ports that get every group's packets.
  static let everything = "_MC_static"
  /// The group by which chassis say that a multicast router is behind a port.
  static let learnedRouters = "mrouters"
  /// Tunnel keys of groups that chassis have learned.
  static let keys = 32773...65535

  /// The tunnel key of a group that every chassis knows.
  static func key(of name: String) -> Int? {
    switch name {
    case routers: 32770
    case everything: 32771
    default: nil
    }
  }
}

extension World {
  func deriveListeners(_ datapath: UUID) -> MulticastListeners? {
    guard let bound = datapaths[datapath] else { return nil }
    if switches[datapath] != nil { return listeners(onSwitch: datapath, bound) }
    return routers[datapath].map { listeners(on: $0) }
  }

  private func listeners(onSwitch uuid: UUID, _ bound: BoundDatapath) -> MulticastListeners {
    var result = MulticastListeners()
    for port in members(RosterKey(uuid, .multicastFlood)) {
      result.insert(binding(ofSwitchPort: port), into: ListenerGroup.everything)
    }
    for port in members(RosterKey(uuid, .multicastReports)) {
      result.insert(binding(ofSwitchPort: port), into: ListenerGroup.routers)
    }
    for port in relayPorts(of: uuid) where port.isEnabled {
      result.insert(boundPorts[port.name]?.row, into: ListenerGroup.routers)
    }
    var names: [IPAddress: String] = [:]
    for (row, group) in rows(bound.row, in: sb.igmpGroupsByDatapath) where group.chassis != nil {
      let ports = listeners(of: group)
      if ports.isEmpty { continue }
      guard group.address != ListenerGroup.learnedRouters else {
        result.members[ListenerGroup.routers, default: []].formUnion(ports)
        continue
      }
      let problem = ProblemKey(row: row, aspect: "address")
      guard let address = IPAddress(parsing: group.address) else {
        report(["IGMP_Group \(row): invalid IGMP group address: \(group.address)"], of: problem)
        continue
      }
      report([], of: problem)
      let name = names[address] ?? group.address
      names[address] = name
      result.members[name, default: []].formUnion(ports)
    }
    let networks = localnetPorts(of: uuid).compactMap { boundPorts[$0.name]?.row }
    for name in names.values { result.members[name, default: []].formUnion(networks) }
    result.learned = names.map { MulticastListeners.Group(address: $0.key, name: $0.value) }
      .sorted { precedes($0.name, $1.name) }
    return result
  }

  /// The ports of a group that a chassis has learned, but for those that get its packets in any case.
  private func listeners(of group: Southbound.IGMPGroup) -> [UUID] {
    group.ports.sorted().compactMap { uuid in
      guard let name = row(uuid, in: sb.portBindings)?.logicalPort,
        let (port, row) = first(name, in: nb.switchPortsByName),
        !row.options.isTrue("mcast_flood"), !leadsToRelay(port)
      else { return nil }
      return boundPorts[name]?.row
    }
  }

  /// A router that relays listens on a switch to what others of its switches listen to.
  private func listeners(on router: RouterContext) -> MulticastListeners {
    var result = MulticastListeners()
    var names: [IPAddress: String] = [:]
    for uuid in members(RosterKey(router.uuid, .ports)) {
      guard let port = routerPorts[uuid] else { continue }
      // Packets reach the port's gateway through the port that stands for it there.
      let member = boundPorts[port.isGateway ? port.redirectName : port.name]?.row
      if port.options.isTrue("mcast_flood") {
        if port.isEnabled { result.insert(member, into: ListenerGroup.everything) }
        continue
      }
      guard router.relaysMulticast, let logicalSwitch = logicalSwitch(beyond: port),
        let learned = listeners[logicalSwitch]?.learned
      else { continue }
      for group in learned where group.address.isRelayed {
        let name = names[group.address] ?? group.name
        names[group.address] = name
        result.insert(member, into: name)
      }
    }
    result.learned = names.map { MulticastListeners.Group(address: $0.key, name: $0.value) }
      .sorted { precedes($0.name, $1.name) }
    return result
  }

  /// The ports of a switch that lead to a router which relays multicast packets.
  func relayPorts(of logicalSwitch: UUID) -> [SwitchPortContext] {
    routerSidePorts(of: logicalSwitch).filter { leadsToRelay($0.uuid) }
  }

  private func leadsToRelay(_ switchPort: UUID) -> Bool {
    routerPort(of: switchPort).flatMap { routers[$0.router] }?.relaysMulticast ?? false
  }

  private func binding(ofSwitchPort port: UUID) -> UUID? {
    row(port, in: nb.switchPorts).flatMap { boundPorts[$0.name]?.row }
  }
}

extension IPAddress {
  /// Whether routers pass packets to that group on: of IPv6, those of a wider scope than the link's
  /// (RFC 4291, 2.7).
  fileprivate var isRelayed: Bool {
    guard case .v6(let address) = self else { return true }
    guard address.high >> 56 == 0xFF else { return false }
    return ![0, 1, 2, 3, 0xF].contains(address.high >> 48 & 0xF)
  }
}
