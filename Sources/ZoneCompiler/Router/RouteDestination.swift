import Address
import Derive
import OVNModel
import OVSDB
import Replica

/// What static routes of a router lead to: those that agree in it share the packets.
struct RouteDestination: Hashable {
  /// The network as it is written; nothing if it cannot be read.
  let prefix: IPPrefix?
  /// Whether packets from the network are meant, not those to it.
  let isSource: Bool
  /// The table that the routes are in, empty for the main one.
  let table: String
}

extension RouteDestination: Scattered {
  static func < (left: Self, right: Self) -> Bool {
    if left.prefix != right.prefix {
      guard let first = left.prefix, let second = right.prefix else { return left.prefix == nil }
      return first < second
    }
    if left.isSource != right.isSource { return right.isSource }
    return precedes(left.table, right.table)
  }

  var scatter: UInt64 {
    var bits = table.scatter
    if isSource { bits = mixed(bits &+ 1) }
    guard let prefix else { return bits }
    bits ^= UInt64(prefix.length)
    switch prefix.address {
    case .v4(let address): return mixed(bits ^ mixed(UInt64(address.bits)))
    case .v6(let address): return mixed(bits ^ mixed(address.high ^ mixed(address.low)))
    }
  }
}

extension World {
  /// Puts a static route among those of its router that lead to the same destination, and numbers the
  /// destination if it is one of several.
  func enrol(route uuid: UUID) {
    let before = rosters.keys(of: uuid)
    var keys: [RosterKey] = []
    if let router = nb.routerOfRoute.owner(of: uuid), let row = nb.staticRoutes[uuid] {
      let destination = RouteDestination(
        prefix: IPPrefix(parsing: row.ipPrefix), isSource: row.policy == "src-ip",
        table: row.routeTable)
      keys.append(RosterKey(router, .routes(destination)))
      if !row.routeTable.isEmpty { keys.append(RosterKey(router, .routeTable(row.routeTable))) }
      flowWork.invalidate(.routes(router, destination))
    } else {
      report([], of: ProblemKey(row: uuid, aspect: "route"))
    }
    rosters.place(uuid, in: keys)
    for key in before + keys { number(key) }
  }

  /// Gives a number to what a roster stands for, or takes it away.
  func number(_ key: RosterKey) {
    let count = rosters.members(key).count
    switch key.kind {
    case .routes(let destination):
      if count > 1 {
        routeGroups.insert(destination, in: key.datapath)
      } else {
        routeGroups.remove(destination, in: key.datapath)
      }
    case .routeTable(let name):
      if count > 0 {
        routeTables.insert(name, in: key.datapath)
      } else {
        routeTables.remove(name, in: key.datapath)
      }
    default: break
    }
  }

  /// The number of a router's table of routes; 0 is the main one's.
  func routeTable(_ name: String, of router: UUID) -> Int {
    if name.isEmpty { return 0 }
    reads.note(routeTables.fact(of: name, in: router))
    return routeTables.number(of: name, in: router) ?? 0
  }
}
