internal import OVNModel
internal import OVSDB

extension Invariant {
  /// A route that a zone publishes is in every other zone that wants all routes.
  ///
  /// This is said of zones without lists, tags and tables; of the others ``equalsFreshStart`` says it.
  static func noLostRoutes(_ contents: MeshContents) throws(BrokenInvariant) {
    var lost: [String] = []
    for zone in contents.zones where zone.wantsAllRoutes {
      guard
        let router = zone.routers.values.first(where: { $0.name == "router-\(zone.zone.name)" }),
        router.enabled != false
      else { continue }
      let present = Set(
        zone.routes(of: router).compactMap { $0.externalIDs["ic-learned-route"] })
      let own = Set(
        zone.routes(of: router).filter { $0.externalIDs["ic-learned-route"] == nil }
          .map(\.ipPrefix))
      for (uuid, route) in contents.routes
      where contents.name(ofZone: route.availabilityZone) != zone.name
        && route.isPlain(for: zone, contents) && !own.contains(route.ipPrefix)
        && !present.contains(uuid.description)
      {
        lost.append("\(zone.zone.name): \(route.ipPrefix) via \(route.nexthop)")
      }
    }
    try require("every zone has the others' routes", lost)
  }
}

extension MeshContents.ZoneContents {
  fileprivate var wantsAllRoutes: Bool {
    let isSelective = { (options: [String: String]) in
      options.keys.contains { $0.hasPrefix("ic-route-f") || $0.hasPrefix("ic-route-d") }
    }
    return !name.isEmpty && options["ic-route-learn"] == "true" && !isSelective(options)
      && !routers.values.contains { isSelective($0.options) }
      && !routerPorts.values.contains { isSelective($0.options) }
  }
}

extension ICSouthbound.Route {
  /// Whether nothing but the zone's place on the transit switch decides whether it is learned.
  fileprivate func isPlain(
    for zone: MeshContents.ZoneContents, _ contents: MeshContents
  ) -> Bool {
    let isReached = contents.ports.values.contains {
      $0.transitSwitch == transitSwitch && !$0.address.isEmpty
        && contents.name(ofZone: $0.availabilityZone) == zone.name
        && $0.externalIDs["router-id"] != nil
    }
    return isReached && origin == "static" && self.routeTable.isEmpty && !nexthop.contains(":")
      && !ipPrefix.hasSuffix("/0") && ipPrefix.hasPrefix("10.") && ipPrefix.hasSuffix(".0/24")
  }
}
