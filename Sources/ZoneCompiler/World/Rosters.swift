import Address
import OVSDB
import Replica

/// Who on a switch or router is of some kind: its localnet ports, its ports with unknown addresses.
///
/// An index knows a row, an owner index knows whose it is; a roster joins the two, so that who asks a
/// switch for its three localnet ports does not read its thousand others.
struct Rosters {
  private let log: FactLog
  private let memberFacts: ReplicaID
  private let occupancyFacts: ReplicaID
  private let placeFacts: ReplicaID
  private var rosters: [RosterKey: UUIDBucket] = [:]
  private var places: [UUID: [RosterKey]] = [:]
  /// Every list in ``places``, and how many members have it: the ports of a switch have few between them,
  /// and all who have a list share it.
  private var lists: [[RosterKey]: Int] = [:]

  init(log: FactLog) {
    self.log = log
    memberFacts = log.makeID()
    occupancyFacts = log.makeID()
    placeFacts = log.makeID()
  }

  func isMember(_ member: UUID, of key: RosterKey) -> Bool {
    rosters[key]?.contains(member) ?? false
  }

  /// The rosters that `member` is in.
  func keys(of member: UUID) -> [RosterKey] { places[member] ?? [] }

  func members(_ key: RosterKey) -> UUIDBucket { rosters[key] ?? .many([]) }

  /// The fact that changes when somebody joins or leaves.
  func fact(of key: RosterKey) -> Fact { Fact(key, in: memberFacts) }

  /// The fact that changes when the first joins or the last leaves.
  func occupancy(of key: RosterKey) -> Fact { Fact(key, in: occupancyFacts) }

  /// The fact that changes with the rosters that `member` is in.
  func fact(of member: UUID) -> Fact { Fact(member, in: placeFacts) }

  /// Puts `member` in these rosters and no others.
  mutating func place(_ member: UUID, in keys: [RosterKey]) {
    let before = places[member] ?? []
    if before == keys { return }
    for key in before where !keys.contains(key) { remove(member, from: key) }
    for key in keys where !before.contains(key) { insert(member, into: key) }
    places[member] = keys.isEmpty ? nil : share(keys)
    release(before)
    log.note(fact(of: member))
  }

  /// The list that equals `keys`, for one more member.
  private mutating func share(_ keys: [RosterKey]) -> [RosterKey] {
    if let index = lists.index(forKey: keys) {
      lists.values[index] += 1
      return lists.keys[index]
    }
    // A copy, without the room that the list may have to grow.
    let list = keys.map(\.self)
    lists[list] = 1
    return list
  }

  private mutating func release(_ list: [RosterKey]) {
    guard let index = lists.index(forKey: list) else { return }
    lists.values[index] -= 1
    if lists.values[index] == 0 { lists.remove(at: index) }
  }

  /// Puts `member` into one roster or takes it out, for rosters that ``place(_:in:)`` does not name. Says
  /// whether the roster has got its first member or lost its last.
  mutating func set(_ member: UUID, in key: RosterKey, to isMember: Bool) -> Bool {
    let before = rosters[key]
    if before?.contains(member) ?? false == isMember { return false }
    if isMember { insert(member, into: key) } else { remove(member, from: key) }
    return (before == nil) != (rosters[key] == nil)
  }

  private mutating func insert(_ member: UUID, into key: RosterKey) {
    rosters[key, default: .many([])].insert(member)
    log.note(fact(of: key))
    if rosters[key]?.count == 1 { log.note(occupancy(of: key)) }
  }

  private mutating func remove(_ member: UUID, from key: RosterKey) {
    rosters[key]?.remove(member)
    log.note(fact(of: key))
    if rosters[key]?.isEmpty == true {
      rosters[key] = nil
      log.note(occupancy(of: key))
    }
  }
}

/// A roster: a switch or router, and a kind of its parts.
struct RosterKey: Hashable {
  enum Kind: Hashable {
    /// Every port of a switch or router.
    case ports
    /// Ports of a switch of that type.
    case type(PortType)
    /// Ports of a switch to which packets for unknown addresses go.
    case unknown
    /// Ports of a switch to which packets for everybody go, and those of them without a router.
    case flood, floodL2
    /// Ports of a router that have a gateway chassis.
    case gateway
    /// Ports of a router behind which packets may have a certain length only (`gateway_mtu`).
    case gatewayMTU
    /// Enabled ports of a switch or router that get all multicast packets (`mcast_flood`).
    case multicastFlood
    /// Enabled ports of a switch that get all reports of who listens (`mcast_flood_reports`).
    case multicastReports
    /// Static routes of a router that lead to the same destination.
    indirect case routes(RouteDestination)
    /// Static routes and ports of a router that name a table of routes.
    case routeTable(String)
    /// Ports of a router that leave packets for the gateway chassis on the local network
    /// (`redirect-type=bridged`).
    case bridgedRedirect
    /// Rules of a router's address translation.
    case translations
    /// Address translations of a router that happen on the chassis of the machine.
    case distributedNAT
    /// Rules of a router for the same address outside, as the column has it.
    case externalAddress(String)
    /// Rules of a router that translate sources to that address.
    indirect case sourceAddress(IPAddress)
    /// Rules of a router whose address outside other routers know the way to (`add_route`), and which is
    /// not translated on the chassis of a machine.
    case routedCentrally
    /// Rules of a router without connections, for the peers of an address set.
    case statelessForAllowedPeers
    /// Rules of a switch or of a group of ports, and those of them that need connection tracking.
    case acls, statefulACLs
    /// Ports of a group of ports that are on a switch.
    case groupPorts(on: UUID)
    /// Groups of ports that have ports on a switch, and the switches of a group or of a balancer.
    case portGroups, switches
    /// Routers of a balancer.
    case routers
    /// Balancers of a switch or router, or of a group of balancers.
    case balancers
    /// Balancers of a switch or router that have a virtual address, readable or not.
    case servingBalancers
    /// Balancers of a router whose addresses other routers know the way to (`add_route`).
    case routedBalancers
    /// Why a switch or router has a balancer: its own column, or groups of balancers.
    case balancer(UUID)
  }

  let datapath: UUID
  let kind: Kind

  init(_ datapath: UUID, _ kind: Kind) {
    self.datapath = datapath
    self.kind = kind
  }
}
