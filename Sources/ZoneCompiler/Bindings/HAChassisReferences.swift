import JSON
import OVNModel
import OVSDB
import Replica
import Transactions

/// Which chassis send packets to a group of gateway chassis (`ref_chassis`), so that they watch its members:
/// those with a port on a switch from which a way leads to the group's router.
extension World {
  func haChassisReferences(_ name: String) -> [ZoneDatabase: [Edit]] {
    guard let (uuid, row) = first(name, in: sb.haChassisGroupsByName) else { return [:] }
    var wanted: Set<UUID> = []
    if row.haChassis.count > 1 {
      for router in routers(servedBy: name) {
        guard let group = routerGroups[.only]?[router] else { continue }
        wanted.formUnion(chassisOfGroups[group] ?? [])
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

  /// Routers between which there is a way, whatever they route: each router and one of them that stands for
  /// all. Nobody asks unless a group of several chassis serves a port.
  func deriveRouterGroups() -> [UUID: UUID] {
    var groups: [UUID: UUID] = [:]
    for (uuid, _) in allRows(of: nb.routers) where groups[uuid] == nil && routers[uuid] != nil {
      var found = [uuid]
      groups[uuid] = uuid
      while let router = found.popLast() {
        for neighbor in neighbors(of: router) where groups[neighbor] == nil {
          groups[neighbor] = uuid
          found.append(neighbor)
        }
      }
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

  /// The chassis with ports on the switches of a group of routers.
  func deriveChassis(ofGroup group: UUID) -> Set<UUID>? {
    guard let groups = routerGroups[.only] else { return nil }
    var switches: Set<UUID> = []
    for (router, representative) in groups where representative == group {
      for uuid in members(RosterKey(router, .ports)) {
        if let port = routerPorts[uuid], let logicalSwitch = logicalSwitch(beyond: port) {
          switches.insert(logicalSwitch)
        }
      }
    }
    let chassis = allRows(of: sb.chassis).map(\.uuid)
    var found: Set<UUID> = []
    for datapath in switches.compactMap({ datapaths[$0]?.row }) {
      for chassis in chassis where !found.contains(chassis) {
        if hasMembers(RosterKey(datapath, .claimed(by: chassis))) { found.insert(chassis) }
      }
    }
    return found
  }

  /// Puts a binding among those of its datapath that its chassis has claimed.
  func enrol(binding uuid: UUID) {
    // The row may have the UUID of its port, which is in rosters of its own.
    let member = groupDigest(of: [uuid])
    guard let row = sb.portBindings[uuid], let chassis = row.chassis else {
      return rosters.place(member, in: [])
    }
    rosters.place(member, in: [RosterKey(row.datapath, .claimed(by: chassis))])
  }
}
