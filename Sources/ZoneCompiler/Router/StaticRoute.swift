import Address
import OVNModel
import OVSDB

/// A static route that can be taken.
struct StaticRoute {
  let uuid: UUID
  let row: Northbound.LogicalRouterStaticRoute
  let prefix: IPPrefix
  /// The way out; nothing if packets are discarded.
  let passage: Passage?

  var isDiscarded: Bool { row.discards }
  /// Whether the route is one of a network that another router is connected to.
  var isConnected: Bool { row.options["origin"] == "connected" }
  /// Whether answers leave the way that packets came (`ecmp_symmetric_reply`).
  var hasSymmetricReply: Bool { row.options.isTrue("ecmp_symmetric_reply") }
}

extension Northbound.LogicalRouterStaticRoute {
  var discards: Bool { nexthop == "discard" }
}

extension World {
  /// The route of a row, nothing if it cannot be taken: what is wrong with it is reported.
  ///
  /// - Parameter ignoringBFD: whether it does not matter that the next hop may be dead.
  func staticRoute(
    _ uuid: UUID, of router: UUID, ignoringBFD: Bool = false
  ) -> StaticRoute? {
    guard let row = row(uuid, in: nb.staticRoutes) else { return nil }
    var problems: [String] = []
    defer { report(problems, of: ProblemKey(row: uuid, aspect: "route")) }
    if !row.discards, !row.nexthop.isEmpty {
      guard let hop = IPPrefix(parsing: row.nexthop) else {
        problems.append("bad 'nexthop' \(row.nexthop) in static route \(uuid)")
        return nil
      }
      guard hop.length == hop.address.bitWidth else {
        problems.append("bad next hop mask \(row.nexthop) in static route \(uuid)")
        return nil
      }
      if let prefix = IPPrefix(parsing: row.ipPrefix),
        prefix.address.isIPv6 != hop.address.isIPv6
      {
        problems.append(
          "Address family doesn't match between 'ip_prefix' \(row.ipPrefix) and 'nexthop'"
            + " \(row.nexthop) in static route \(uuid)")
        return nil
      }
    }
    guard let prefix = IPPrefix(parsing: row.ipPrefix) else {
      problems.append("bad 'ip_prefix' \(row.ipPrefix) in static route \(uuid)")
      return nil
    }
    let passage = passage(of: row, router, isIPv6: prefix.address.isIPv6)
    if passage == nil, !row.discards {
      problems.append(
        row.outputPort.map { "Bad out port \($0) for static route \(row.ipPrefix)" }
          ?? "No path for static route \(row.ipPrefix); next hop \(row.nexthop)")
      return nil
    }
    if !ignoringBFD, isDead(row) { return nil }
    return StaticRoute(uuid: uuid, row: row, prefix: prefix, passage: passage)
  }

  /// Whether a BFD session watches the route's next hop and has not found it alive.
  private func isDead(_ route: Northbound.LogicalRouterStaticRoute) -> Bool {
    guard let session = route.bfd.flatMap({ row($0, in: nb.bfds) }),
      session.dstIP == route.nexthop
    else { return false }
    return session.status == nil || session.status == "admin_down" || session.status == "down"
  }

  /// The way to the route's next hop: by the port that it names, even if no network of the port has the
  /// next hop, or else by the port whose network has it.
  private func passage(
    of route: Northbound.LogicalRouterStaticRoute, _ router: UUID, isIPv6: Bool
  ) -> Passage? {
    let hop = IPAddress(nextHop: route.nexthop)
    guard let name = route.outputPort else {
      return hop.flatMap { nextHops[NextHop($0, of: router)] }
    }
    guard let (uuid, _) = first(name, in: nb.routerPortsByName), let port = routerPorts[uuid] else {
      return nil
    }
    let network =
      hop.flatMap { port.addresses.network(of: $0) }
      ?? (isIPv6 ? port.addresses.ipv6 : port.addresses.ipv4).first
    return network.map { Passage(port: uuid, address: $0.address) }
  }
}
