import Derive
import JSON
import OVNModel
import OVSDB
import Replica
import Transactions

/// Which chassis send packets to a group of gateway chassis (`ref_chassis`), so that they watch its members:
/// those with a port on a switch from which a way leads to the group's router.
extension World {
  func haChassisReferences(_ name: String) -> ZoneEdits {
    guard let (uuid, row) = first(name, in: sb.haChassisGroupsByName) else { return [:] }
    var wanted: Set<UUID> = []
    if row.haChassis.count > 1 {
      for router in routers(servedBy: name) {
        guard let representative = connectedRouters[router]?.first else { continue }
        wanted.formUnion(chassisNearRouters[representative] ?? [])
      }
    }
    let table = Southbound.HAChassisGroup.table.name
    let column = "ref_chassis"
    let added = wanted.subtracting(row.refChassis).sorted()
    let removed = row.refChassis.subtracting(wanted).sorted()
    var edits: [Edit] = []
    if !added.isEmpty {
      edits.append(.attach(table: table, row: uuid, column: column, rows: added.map(\.json)))
    }
    if !removed.isEmpty {
      edits.append(.detach(table: table, row: uuid, column: column, rows: removed))
    }
    return [.southbound: edits]
  }

  /// The routers whose gateway ports a group serves.
  private func routers(servedBy name: String) -> [UUID] {
    var ports = rows(name, in: nb.routerPortsByName).filter { $0.row.haChassisGroup == nil }
    for (group, _) in rows(name, in: nb.haChassisGroupsByName) {
      ports += rows(group, in: nb.routerPortsByGroup)
    }
    return ports.compactMap { uuid, _ in
      routerPorts[uuid].flatMap { $0.isGateway ? $0.router : nil }
    }
  }

  /// The routers of the zone, put together as there is a way between them, whatever they route. Nobody asks
  /// unless a group of several chassis serves a port.
  func deriveRouterGroups() -> RouterGroups {
    var groups = RouterGroups()
    for (uuid, _) in allRows(of: nb.routers) where groups[uuid] == nil && routers[uuid] != nil {
      var group = [uuid]
      var seen: Set<UUID> = [uuid]
      var next = 0
      while next < group.count {
        for neighbor in neighbors(of: group[next]) where seen.insert(neighbor).inserted {
          group.append(neighbor)
        }
        next += 1
      }
      groups.add(group)
    }
    return groups
  }

  private func neighbors(of router: UUID) -> [UUID] {
    var found: [UUID] = []
    for port in members(RosterKey(router, .ports)).compactMap({ routerPorts[$0] }) {
      switch link(of: port) {
      case .logicalSwitch(let uuid, _, _): found += (attachedRouters[uuid] ?? []).map(\.router)
      case .routerPort(let peer): found += routerPorts[peer].map { [$0.router] } ?? []
      case nil: break
      }
    }
    return found
  }

  /// The chassis with ports on the switches of the routers that `router` is connected to.
  func deriveChassis(near router: UUID) -> Set<UUID>? {
    var found: Set<UUID> = []
    for router in connectedRouters[router] ?? [] {
      for uuid in members(RosterKey(router, .ports)) {
        guard let port = routerPorts[uuid], let logicalSwitch = logicalSwitch(beyond: port),
          let datapath = datapaths[logicalSwitch]?.row
        else { continue }
        reads.note(claims.fact(of: datapath))
        found.formUnion(claims.chassis(on: datapath))
      }
    }
    return found
  }
}

/// Routers put together in groups.
struct RouterGroups: Equatable {
  private var groups: [[UUID]] = []
  private var numbers: [UUID: Int] = [:]

  /// The routers in one group with `router`, always in the same order.
  subscript(router: UUID) -> [UUID]? { numbers[router].map { groups[$0] } }

  mutating func add(_ group: [UUID]) {
    for router in group { numbers[router] = groups.count }
    groups.append(group.sorted())
  }
}
