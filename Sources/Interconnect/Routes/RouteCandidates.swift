import Address
import OVNModel
import OVSDB

/// What each source of routes would have the zone advertise.
extension World {
  func deriveCandidates(of source: RouteSource) -> [RouteCandidate]? {
    let found =
      switch source {
      case .staticRoute(let uuid): staticRoute(uuid)
      case .routerPort(let uuid): connectedRoutes(uuid)
      case .loadBalancers(let router): loadBalancerRoutes(router)
      }
    return found.isEmpty ? nil : found
  }

  /// A static route of the operator's, on each of the router's transit ports with its route table.
  private func staticRoute(_ uuid: UUID) -> [RouteCandidate] {
    guard let router = owner(of: uuid, in: nb.routerOfRoute), let context = readRouter(router),
      context.routing.advertises,
      let row = row(uuid, in: nb.staticRoutes), row.learnedFrom == nil,
      row.policy != Value.sourceIP
    else {
      report([], of: .routeSource(.staticRoute(uuid)))
      return []
    }
    guard let prefix = IPPrefix(parsing: row.ipPrefix) else {
      report(
        ["Logical_Router_Static_Route \(uuid): ip_prefix \"\(row.ipPrefix)\" is not an IP prefix."],
        of: .routeSource(.staticRoute(uuid)))
      return []
    }
    guard row.nexthop == Value.discard || isUsable(row.nexthop, of: uuid) else { return [] }
    report([], of: .routeSource(.staticRoute(uuid)))
    return candidates(
      prefix, from: uuid, origin: .static, router: router, context,
      overrides: row.options.isTrue(Key.overrideConnected)
    ) { $0.routeTable == row.routeTable ? row.routeTable : nil }
  }

  private func isUsable(_ nexthop: String, of uuid: UUID) -> Bool {
    guard let address = IPPrefix(parsing: nexthop)?.address else {
      report(
        ["Logical_Router_Static_Route \(uuid): nexthop \"\(nexthop)\" is not an IP address."],
        of: .routeSource(.staticRoute(uuid)))
      return false
    }
    return !address.isInFe80Slash64
  }

  /// The networks of a router port that is not itself on a transit switch.
  private func connectedRoutes(_ uuid: UUID) -> [RouteCandidate] {
    guard let router = owner(of: uuid, in: nb.routerOfPort), let context = readRouter(router),
      context.routing.advertises, let row = row(uuid, in: nb.routerPorts),
      !context.ports.contains(where: { $0.routerPort == row.name })
    else {
      report([], of: .routeSource(.routerPort(uuid)))
      return []
    }
    var problems: [String] = []
    var found: [RouteCandidate] = []
    for text in row.networks.sorted() {
      guard let prefix = usableNetwork(text) else {
        problems.append("Logical_Router_Port \(row.name): network \"\(text)\" is not a network.")
        continue
      }
      found += candidates(prefix, from: uuid, origin: .connected, router: router, context) { _ in ""
      }
      guard capabilities.hasRouteOptions else { continue }
      found += candidates(
        prefix, from: uuid, origin: .connected, router: router, context, overrides: true
      ) { $0.routeTable.isEmpty ? nil : $0.routeTable }
    }
    report(problems, of: .routeSource(.routerPort(uuid)))
    return found
  }

  /// A host route for each address that the router's load balancers serve.
  private func loadBalancerRoutes(_ router: UUID) -> [RouteCandidate] {
    guard let context = readRouter(router), context.routing.advertises,
      context.routing.advertisesLoadBalancers,
      capabilities.allows(
        RouteOrigin.loadbalancer.rawValue, "Route", "origin", in: .icSouthbound)
    else { return [] }
    return readVirtualIPs(router).flatMap { vip in
      candidates(
        IPPrefix(host: vip.address), from: vip.loadBalancer, origin: .loadbalancer, router: router,
        context
      ) { _ in "" }
    }
  }

  /// `prefix` on every transit port that lets it pass; `table` chooses the route table or leaves the
  /// port out.
  private func candidates(
    _ prefix: IPPrefix, from source: UUID, origin: RouteOrigin, router: UUID,
    _ context: RouterContext, overrides: Bool = false, table: (TransitPort) -> String?
  ) -> [RouteCandidate] {
    if prefix.isDefaultRoute && !context.routing.advertisesDefault { return [] }
    if prefix.isLinkLocal { return [] }
    return context.ports.compactMap { port in
      guard let table = table(port), port.advertised.passes(prefix),
        let nexthop = port.nexthop(for: prefix)
      else { return nil }
      let key = RouteKey(
        transitSwitch: port.transitSwitch, routeTable: table, prefix: prefix, nexthop: nexthop)
      return RouteCandidate(
        key: key, origin: origin, overridesConnected: overrides && capabilities.hasRouteOptions,
        source: source, router: router, tag: port.tag)
    }
  }
}
