import Address
import OVNModel
import OVSDB

/// Where a router sends a packet (ovn-northd(8), router ingress tables 12 to 14).
extension FlowBuilder {
  mutating func addRouting(of context: RouterContext) {
    add(.lrInIPRoutingPre, 0, match: "1", actions: "reg7 = 0; next;")
    addDefaultDrop(.lrInIPRouting)
    add(.lrInIPRoutingECMP, 150, match: "reg8[0..15] == 0", actions: "next;")
    addDefaultDrop(.lrInIPRoutingECMP)
    addMulticastRouting(of: context)
  }

  /// Multicast packets that no group has asked for.
  private mutating func addMulticastRouting(of context: RouterContext) {
    let drop = FlowText(world.dropAction)
    add(.lrInIPRouting, 10550, match: "nd_rs || nd_ra", actions: drop)
    guard context.relaysMulticast else { return }
    guard context.floodsMulticast else {
      return add(.lrInIPRouting, 10450, match: "ip4.mcast || ip6.mcast", actions: drop)
    }
    // Reports have a TTL of 1, and must not be routed for ever.
    let report: FlowText = "clone { outport = \"_MC_static\"; next; };"
    add(.lrInIPRouting, 10460, match: "igmp", actions: report)
    add(.lrInIPRouting, 10460, match: "mldv1 || mldv2", actions: report)
    add(
      .lrInIPRouting, 10450, match: "ip4.mcast || ip6.mcast",
      actions: "clone { outport = \"_MC_static\"; ip.ttl--; next; };")
  }

  /// The networks that a port is in.
  mutating func addConnectedRoutes(of port: RouterPortContext) {
    for network in port.addresses.ipv4 + port.addresses.ipv6 {
      addRoute(
        Route(
          prefix: network.prefix, port: port, address: network.address, isConnected: true),
        on: port.router)
    }
    guard let context = world.routers[port.router], context.relaysMulticast,
      context.floodsMulticast
    else { return }
    let drop = FlowText(world.dropAction)
    let mac = port.addresses.macText
    add(.lrInIPRouting, 10550, match: "eth.src == \(mac) && igmp", actions: drop)
    add(.lrInIPRouting, 10550, match: "eth.src == \(mac) && (mldv1 || mldv2)", actions: drop)
  }

  /// The table that packets from a port are routed by, whether or not its addresses can be read.
  mutating func addRouteTable(ofPort uuid: UUID) {
    guard let port = world.row(uuid, in: world.nb.routerPorts),
      let table = port.options["route_table"], !table.isEmpty
    else { return }
    let number = world.routeTable(table, of: datapath)
    if number == 0 { return }
    add(
      .lrInIPRoutingPre, 100, match: "inport == \"\(port.name)\"",
      actions: "reg7 = \(number); next;")
  }

  /// A way to a destination.
  struct Route {
    let prefix: IPPrefix
    /// The way out; nothing if packets are discarded.
    let port: RouterPortContext?
    /// The router's own address there.
    let address: String
    /// The next hop; packets are for a network of the port if there is none.
    var gateway = ""
    var isSource = false
    var table = 0
    /// Whether the route goes before one that an operator has made for the same prefix.
    var isConnected = false
  }

  /// Adds the only route to a destination.
  mutating func addRoute(_ route: Route, on router: UUID) {
    let family = route.prefix.address.isIPv6 ? "6" : "4"
    let register = route.prefix.address.isIPv6 ? "xxreg" : "reg"
    var match = routeMatch(
      route.prefix, isSource: route.isSource, route.table, isConnected: route.isConnected)
    let priority = routePriority(
      route.prefix, isSource: route.isSource, isConnected: route.isConnected)
    guard let port = route.port else {
      return add(.lrInIPRouting, priority, match: match, actions: FlowText(world.dropAction))
    }
    // A link-local network is one port's.
    if route.prefix.network.address.isInFe80Slash64 {
      match = "inport == \(port.quotedName) && \(match)"
    }
    let gateway = route.gateway.isEmpty ? "ip\(family).dst" : route.gateway
    let actions: FlowText = """
      reg8[0..15] = 0; \(register)0 = \(gateway); \(register)1 = \(route.address); \
      eth.src = \(port.addresses.macText); outport = \(port.quotedName); flags.loopback = 1; next;
      """
    add(
      .lrInIPRouting, priority, match: match, actions: "ip.ttl--; \(actions)", on: [router])
    // A BFD packet must have a TTL of 255 where it arrives (RFC 5881, 5).
    if world.hasRows(port.name, in: world.nb.bfdsByPort) {
      add(
        .lrInIPRouting, priority + 1, match: "\(match) && udp.dst == 3784", actions: actions,
        on: [router])
    }
  }

  /// Packets that a route is for.
  func routeMatch(
    _ prefix: IPPrefix, isSource: Bool, _ table: Int, isConnected: Bool
  ) -> FlowText {
    let family = prefix.address.isIPv6 ? "6" : "4"
    let end = isSource ? "src" : "dst"
    let destination: FlowText = "ip\(family).\(end) == \(prefix.network)"
    return table != 0 || !isConnected && !isSource
      ? "reg7 == \(table) && \(destination)" : destination
  }

  /// The longest prefix goes first, and of routes to the same prefix those by destination before those by
  /// source.
  func routePriority(_ prefix: IPPrefix, isSource: Bool, isConnected: Bool) -> Int {
    prefix.length * 3 + (isSource ? 0 : isConnected ? 2 : 1)
  }
}
