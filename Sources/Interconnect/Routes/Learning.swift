import Address
import Derive
import JSON
import OVNModel
import OVSDB
import Replica
import Transactions

/// A published route, as one router may learn it.
struct LearnedRouteKey: Hashable {
  let router: UUID
  let route: UUID
}

/// The other zones' routes in this zone's routers.
extension World {
  /// What the router needs of the route: one static route that says the same, or none.
  func learnedRoute(_ key: LearnedRouteKey) -> [Channel: [Edit]] {
    guard let zone = readZone(), zone.holdsOwnRoutes else { return [:] }
    if !zone.isLeaving, mayExistUnseen(key) { return [:] }
    let wanted = zone.isLeaving ? nil : wantedRoute(key)
    var isPresent = false
    var surplus: [UUID] = []
    for uuid in nb.routesByOrigin[key.route].map({ $0.sorted() }) ?? [] {
      guard nb.routerOfRoute.isOwner(key.router, of: uuid), let row = nb.staticRoutes[uuid] else {
        continue
      }
      if !isPresent, let wanted, says(row, wanted) {
        isPresent = true
      } else {
        surplus.append(uuid)
      }
    }
    var edits: [Edit] = []
    let table = Northbound.LogicalRouter.table.name
    if !surplus.isEmpty {
      edits.append(
        .detach(table: table, row: key.router, column: "static_routes", rows: surplus))
    }
    if let wanted, !isPresent { edits += insert(wanted, key) }
    return edits.isEmpty ? [:] : [.northbound: edits]
  }

  /// Whether the router neither might learn the route nor has learned it, so that nothing about it need
  /// be kept: when that changes, the key is named anew.
  func isGone(_ key: LearnedRouteKey) -> Bool {
    if nb.routesByOrigin[key.route] != nil { return false }
    guard let route = isb.routes[key.route] else { return true }
    return participants[route.transitSwitch]?.contains(key.router) != true
  }

  /// Whether the route, which is not held, may be on a transit switch of the router all the same.
  ///
  /// That is so after a restart, and of a switch that has just been attached: what was learned stays
  /// until its routes are known.
  private func mayExistUnseen(_ key: LearnedRouteKey) -> Bool {
    guard isb.routes[key.route] == nil, let context = readRouter(key.router) else { return false }
    return context.transitSwitches.contains { !holdsRoutes(on: $0) }
  }

  private func insert(_ route: ICSouthbound.Route, _ key: LearnedRouteKey) -> [Edit] {
    var row = Northbound.LogicalRouterStaticRoute()
    row.ipPrefix = route.ipPrefix
    row.nexthop = route.nexthop
    row.routeTable = route.routeTable
    row.options = [Key.origin: route.origin]
    if route.options.isTrue(Key.overrideConnected) { row.options[Key.overrideConnected] = "true" }
    row.externalIDs = [Key.learnedRoute: key.route.description]
    let name = makeRowName()
    return [
      .insert(
        Northbound.LogicalRouterStaticRoute.table.name,
        row.columns(for: .northbound, capabilities), name: name),
      .attach(
        table: Northbound.LogicalRouter.table.name, row: key.router, column: "static_routes",
        rows: [.namedUUID(name)]),
    ]
  }

  private func says(
    _ row: Northbound.LogicalRouterStaticRoute, _ route: ICSouthbound.Route
  ) -> Bool {
    row.routeTable == route.routeTable
      && (row.options[Key.origin] ?? "") == route.origin
      && row.options.isTrue(Key.overrideConnected) == route.options.isTrue(Key.overrideConnected)
      && (row.ipPrefix == route.ipPrefix
        || IPPrefix(parsing: row.ipPrefix) == IPPrefix(parsing: route.ipPrefix))
      && (row.nexthop == route.nexthop
        || IPPrefix(parsing: row.nexthop)?.address == IPPrefix(parsing: route.nexthop)?.address)
  }

  // MARK: Which routes are learned

  private func wantedRoute(_ key: LearnedRouteKey) -> ICSouthbound.Route? {
    guard let context = readRouter(key.router), context.isEnabled, context.routing.learns,
      let route = isb.routes[key.route]
    else {
      report([], of: .learnedRoute(key))
      return nil
    }
    guard context.ports(on: route.transitSwitch).contains(where: { $0.hasAddress }) else {
      return nil
    }
    guard isForeign(route, to: key.router, of: context.zone) else { return nil }
    guard let prefix = IPPrefix(parsing: route.ipPrefix),
      let nexthop = IPPrefix(parsing: route.nexthop)?.address, !nexthop.isInFe80Slash64
    else {
      report(
        ["Bad route format in IC-SB: \(route.ipPrefix) -> \(route.nexthop). Ignored."],
        of: .learnedRoute(key))
      return nil
    }
    report([], of: .learnedRoute(key))
    if prefix.isDefaultRoute && !context.routing.learnsDefault { return nil }
    if prefix.isLinkLocal { return nil }
    if route.origin == RouteOrigin.loadbalancer.rawValue, !context.routing.learnsLoadBalancers {
      return nil
    }
    let isOffered = context.ports(on: route.transitSwitch).contains { port in
      accepts(route, prefix, nexthop, on: port)
    }
    if !isOffered || hasLocalGateway(for: route, in: key.router) { return nil }
    if servesAddress(within: prefix, in: key.router) { return nil }
    return route
  }

  /// Not advertised by this very router.  Rows of daemons that do not name the router are taken from
  /// other zones only.
  private func isForeign(
    _ route: ICSouthbound.Route, to router: UUID, of zone: UUID
  ) -> Bool {
    guard let text = route.externalIDs[Key.routerBearer] else {
      return route.availabilityZone != zone
    }
    guard let advertiser = UUID(text) else { return false }
    return advertiser != router
  }

  private func accepts(
    _ route: ICSouthbound.Route, _ prefix: IPPrefix, _ nexthop: IPAddress, on port: TransitPort
  ) -> Bool {
    if !port.hasAddress { return false }
    if let tag = route.externalIDs[Key.routeTag], tag == port.filterTag { return false }
    if !route.routeTable.isEmpty && route.routeTable != port.routeTable { return false }
    return port.learned.passes(prefix) && port.networks.contains { $0.contains(nexthop) }
  }

  /// Whether the operator has given the router a route of that very prefix and table.
  private func hasLocalGateway(for route: ICSouthbound.Route, in router: UUID) -> Bool {
    let key = PrefixAndTable(prefix: route.ipPrefix, table: route.routeTable)
    reads.note(nb.ownRoutes.fact(of: key))
    guard let own = nb.ownRoutes[key] else { return false }
    return own.contains { uuid in
      reads.note(nb.routerOfRoute.fact(ownerOf: uuid))
      return nb.routerOfRoute.isOwner(router, of: uuid)
    }
  }

  /// Whether a load balancer of the router serves an address within `prefix`.  A default route holds
  /// any address, which says nothing; a prefix with host bits never matches, as in every OVN daemon.
  private func servesAddress(within prefix: IPPrefix, in router: UUID) -> Bool {
    if prefix.isDefaultRoute || prefix != prefix.network { return false }
    return readVirtualIPs(router).contains { prefix.contains($0.address) }
  }
}
