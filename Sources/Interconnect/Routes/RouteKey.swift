import Address
import OVNModel
import OVSDB

/// What makes a route of one zone unique in the IC Southbound database, parsed.
struct RouteKey: Hashable, CustomStringConvertible {
  let transitSwitch: String
  let routeTable: String
  let prefix: IPPrefix
  let nexthop: IPAddress

  var description: String {
    let table = routeTable.isEmpty ? "" : " in table \(routeTable)"
    return "\(prefix) via \(nexthop) on \(transitSwitch)\(table)"
  }

  /// A number that stands for this route of `zone` in an index.
  func digest(in zone: UUID) -> Int {
    var hasher = Hasher()
    hasher.combine(zone)
    hasher.combine(self)
    return hasher.finalize()
  }
}

extension RouteKey {
  /// The key of a published route; `nil` if its prefix or next hop cannot be read.
  init?(_ row: ICSouthbound.Route) {
    guard let prefix = IPPrefix(parsing: row.ipPrefix),
      let nexthop = IPPrefix(parsing: row.nexthop)?.address
    else { return nil }
    self.init(
      transitSwitch: row.transitSwitch, routeTable: row.routeTable, prefix: prefix, nexthop: nexthop
    )
  }
}
