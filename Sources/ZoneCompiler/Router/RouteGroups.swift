import Address
import Derive
import OVNModel
import OVSDB

/// A router's static routes to one destination: one route, or several that share the packets (ovn-northd(8),
/// router ingress tables 13 and 14).
extension World {
  func flows(ofRoutesTo destination: RouteDestination, on router: UUID) -> [PlacedFlow] {
    guard datapaths[router] != nil, let context = routers[router] else { return [] }
    let members = members(RosterKey(router, .routes(destination)))
    var flows = FlowBuilder(self, datapath: router)
    for uuid in members { flows.addNeighborRequest(ofRoute: uuid, on: context) }
    let routes = members.compactMap { staticRoute($0, of: router) }
    if routes.count > 1 {
      flows.addRouteGroup(routes, to: destination, on: context)
    } else if let route = routes.first {
      flows.hint = route.uuid.hint
      flows.addStaticRoute(route, to: destination, on: router)
    }
    return flows.flows
  }
}

extension FlowBuilder {
  /// The flows stand where the way out is, which may be another router's port if the route names it.
  fileprivate mutating func addStaticRoute(
    _ route: StaticRoute, to destination: RouteDestination, on router: UUID
  ) {
    let port = route.isDiscarded ? nil : route.passage.flatMap { world.routerPorts[$0.port] }
    if port == nil, !route.isDiscarded { return }
    addRoute(
      Route(
        prefix: route.prefix, port: port, address: route.passage?.address ?? "",
        gateway: route.row.nexthop, isSource: destination.isSource,
        table: world.routeTable(destination.table, of: router), isConnected: route.isConnected),
      on: port?.router ?? router)
  }

  /// The first stage chooses a member of the group, the second does as the member says.
  fileprivate mutating func addRouteGroup(
    _ routes: [StaticRoute], to destination: RouteDestination, on context: RouterContext
  ) {
    world.reads.note(world.routeGroups.fact(of: destination, in: context.uuid))
    guard let group = world.routeGroups.number(of: destination, in: context.uuid),
      let prefix = destination.prefix, let first = routes.first
    else { return }
    let match = routeMatch(
      prefix, isSource: destination.isSource, world.routeTable(destination.table, of: context.uuid),
      isConnected: first.isConnected)
    let numbers = (1...routes.count).map(String.init).joined(separator: ", ")
    hint = 0
    add(
      .lrInIPRouting,
      routePriority(prefix, isSource: destination.isSource, isConnected: first.isConnected),
      match: match,
      actions:
        "ip.ttl--; flags.loopback = 1; reg8[0..15] = \(group); reg8[16..31] = select(\(numbers));")
    let register = prefix.address.isIPv6 ? "xxreg" : "reg"
    var repliedPorts: Set<UUID> = []
    for (index, route) in routes.enumerated() {
      guard let passage = route.passage, let port = world.routerPorts[passage.port] else {
        continue
      }
      hint = route.uuid.hint
      // With a gateway port, packets might come back on another chassis.
      if context.isGatewayRouter, route.hasSymmetricReply,
        repliedPorts.insert(port.uuid).inserted
      {
        addSymmetricReply(of: route, by: port, passage.address, match, destination.isSource)
      }
      add(
        .lrInIPRoutingECMP, 100,
        match: "reg8[0..15] == \(group) && reg8[16..31] == \(index + 1)",
        actions: """
          \(register)0 = \(route.row.nexthop); \(register)1 = \(passage.address); \
          eth.src = \(port.addresses.macText); outport = \(port.quotedName); next;
          """)
    }
  }
}
