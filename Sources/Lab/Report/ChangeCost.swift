internal import JSON
internal import OVNModel
internal import OVSDB

/// What one more route costs the zone where an operator adds it, and the others.
public struct ChangeCost: Sendable {
  /// The zone with the route.
  public let zone: String
  /// What each zone wrote and derived, by name.
  public let costs: [String: ZoneCost]
  /// Messages between servers and clients.
  public let messages: Int
}

extension ChangeCost: CustomStringConvertible {
  public var description: String {
    let own = costs[zone] ?? ZoneCost()
    let others = Dictionary(grouping: costs.filter { $0.key != zone }.values) { $0 }
    let parts = others.map { (cost: $0.key, count: $0.value.count) }
      .sorted { ($0.cost.rows, $0.count) > ($1.cost.rows, $1.count) }
      .map { "\($0.count) others \($0.cost)\($0.cost == ZoneCost() ? "" : " each")" }
    return (["one more route costs \(zone) \(own)"] + parts + ["\(messages) messages"])
      .joined(separator: "; ")
  }
}

extension Lab {
  /// Adds a route to a router of `zone`, lets everybody learn it, and takes it away again.
  ///
  /// - Returns: what it cost until it was learned; nil if the zone has no route to make another like.
  /// - Throws: ``LabError`` if the lab does not come to rest.
  public func costOfRoute(in zone: Zone) throws(LabError) -> ChangeCost? {
    guard let router = zone.routerWithRoute else { return nil }
    let before = costs
    let messages = network.messageCount
    var row = Northbound.LogicalRouterStaticRoute()
    // Of the addresses for documentation (RFC 5737): nobody has it.
    row.ipPrefix = "203.0.113.113/32"
    row.nexthop = router.nexthop
    var operations = Insertions()
    let route = operations.add(row)
    operations.add(.attach([route], to: "static_routes", of: "Logical_Router", router.uuid))
    try zone.northbound.transact(operations.operations)
    try rest("the zones")
    let cost = ChangeCost(
      zone: zone.name, costs: costs.merging(before) { $0 - $1 },
      messages: network.messageCount - messages)
    try zone.withdraw(row.ipPrefix, from: router.uuid)
    try rest("the zones")
    return cost
  }

  private var costs: [String: ZoneCost] {
    Dictionary(zones.map { ($0.name, ZoneCost($0)) }) { first, _ in first }
  }
}

extension Zone {
  /// A router with a static route of the operator's, and where that leads.
  fileprivate var routerWithRoute: (uuid: UUID, nexthop: String)? {
    let routes = northbound.rows(Northbound.LogicalRouterStaticRoute.self)
      .filter { $0.value.externalIDs["ic-learned-route"] == nil }
    for (uuid, router) in northbound.rows(Northbound.LogicalRouter.self) {
      guard let route = router.staticRoutes.sorted().lazy.compactMap({ routes[$0] }).first else {
        continue
      }
      return (uuid, route.nexthop)
    }
    return nil
  }

  fileprivate func withdraw(_ prefix: String, from router: UUID) throws(LabError) {
    let routes = northbound.rows(Northbound.LogicalRouterStaticRoute.self)
      .filter { $0.value.ipPrefix == prefix }
    try northbound.transact(
      .detach(routes.keys.sorted(), from: "static_routes", of: "Logical_Router", router))
  }
}
