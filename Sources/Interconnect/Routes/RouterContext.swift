import Address
import Derive
import OVNModel
import OVSDB
import Replica

/// What a router's part in the exchange of routes depends on, apart from the routes themselves.
struct RouterContext: Equatable {
  /// The zone that advertises.
  var zone: UUID
  var routing: RouteOptions
  var isEnabled: Bool
  /// The router's ports on transit switches, in a fixed order.
  var ports: [TransitPort]

  /// Its transit switches.
  var transitSwitches: Set<String> { Set(ports.map(\.transitSwitch)) }

  func ports(on transitSwitch: String) -> some Sequence<TransitPort> {
    ports.lazy.filter { $0.transitSwitch == transitSwitch }
  }
}

/// A router's port on a transit switch.
struct TransitPort: Equatable {
  var transitSwitch: String
  /// The logical router port, which need not exist (yet).
  var routerPort: String
  /// What the port was published with; `nil` if that holds no Ethernet address.
  var addresses: PortAddresses?
  /// Whether it was published with anything.
  var hasAddress: Bool
  /// The networks of the logical router port, its link-local one included; empty where there is no
  /// usable port.
  var networks: [IPPrefix]
  var routeTable: String
  var tag: String
  var filterTag: String
  var advertised: RouteFilter
  var learned: RouteFilter
  /// Whether IPv4 routes are advertised with an IPv6 next hop.
  var prefersIPv6NextHop: Bool

  /// The next hop that the others are told for `prefix`; `nil` if the port has none of use to them.
  func nexthop(for prefix: IPPrefix) -> IPAddress? {
    guard let addresses else { return nil }
    let ipv6 = addresses.ipv6.first { !$0.address.isInFe80Slash64 }?.address
    if prefix.address.isIPv6 { return ipv6 }
    if prefersIPv6NextHop, let ipv6 { return ipv6 }
    return addresses.ipv4.first?.address
  }
}

extension World {
  func readRouter(_ uuid: UUID) -> RouterContext? {
    reads.note(fact(ofRouter: uuid))
    return routers.outputs[uuid]
  }

  /// The router's part in the exchange; `nil` for a router without a port on a transit switch.
  func deriveRouter(_ uuid: UUID) -> RouterContext? {
    guard let zone = readZone(), !zone.isLeaving, let router = row(uuid, in: nb.routers) else {
      return nil
    }
    var problems: [String] = []
    let ports = rows(uuid.description, in: isb.portsByRouter)
      .filter { $0.row.availabilityZone == zone.uuid && $0.row.isOnTransitSwitch }
      .compactMap { transitPort($0.row, router, zone.routing, &problems) }
      .sorted { ($0.transitSwitch, $0.routerPort) < ($1.transitSwitch, $1.routerPort) }
    report(problems, of: .router(uuid))
    if ports.isEmpty { return nil }
    return RouterContext(
      zone: zone.uuid, routing: zone.routing, isEnabled: router.enabled ?? true, ports: ports)
  }

  private func transitPort(
    _ binding: ICSouthbound.PortBinding, _ router: Northbound.LogicalRouter,
    _ routing: RouteOptions, _ problems: inout [String]
  ) -> TransitPort? {
    guard let port = first(binding.logicalPort, in: nb.switchPortsByName)?.row,
      !port.type.isEmpty, port.type != Value.switch,
      let routerPort = port.options[Key.routerPort]
    else { return nil }
    let peer = first(routerPort, in: nb.routerPortsByName)?.row
    let options = peer?.options ?? [:]
    let addresses = PortAddresses(parsing: binding.address)
    if addresses == nil, !binding.address.isEmpty {
      problems.append(
        "Route sync ignores port \(binding.logicalPort) on ts \(binding.transitSwitch) because the"
          + " addresses are invalid.")
    }
    var advertised = RouteFilter()
    var learned = RouteFilter()
    for (options, _) in [(router.options, 0), (options, 1)] {
      advertised.allow(
        options[Key.filterAdvertised] ?? "", option: Key.filterAdvertised, problems: &problems)
      advertised.deny(
        options[Key.denyAdvertised] ?? "", option: Key.denyAdvertised, problems: &problems)
      learned.allow(
        options[Key.filterLearned] ?? "", option: Key.filterLearned, problems: &problems)
      learned.deny(options[Key.denyLearned] ?? "", option: Key.denyLearned, problems: &problems)
    }
    var unheard: [String] = []
    advertised.deny(routing.denyList, option: Key.denyList, problems: &problems)
    learned.deny(routing.denyList, option: Key.denyList, problems: &unheard)
    return TransitPort(
      transitSwitch: binding.transitSwitch, routerPort: routerPort, addresses: addresses,
      hasAddress: !binding.address.isEmpty, networks: peer.map(networks) ?? [],
      routeTable: options[Key.routeTable] ?? "", tag: options[Key.routeTag] ?? "",
      filterTag: options[Key.filterTag] ?? "", advertised: advertised, learned: learned,
      prefersIPv6NextHop: prefersIPv6NextHop(router.options, options))
  }

  /// The port's option overrides the router's, where it says either word clearly.
  private func prefersIPv6NextHop(_ router: [String: String], _ port: [String: String]) -> Bool {
    router.isTrue(Key.ipv6NextHop)
      ? port.isNotFalse(Key.ipv6NextHop) : port.isTrue(Key.ipv6NextHop)
  }

  /// The networks of a logical router port; none if its Ethernet address is unusable.
  private func networks(of port: Northbound.LogicalRouterPort) -> [IPPrefix] {
    guard let mac = MACAddress(parsing: port.mac) else { return [] }
    let linkLocal = IPPrefix(.v6(mac.eui64LinkLocal), length: 64)
    return port.networks.compactMap { usableNetwork($0) } + [linkLocal].compactMap { $0 }
  }

  /// A network of a logical router port; 0.0.0.0 is no address of a port.
  func usableNetwork(_ text: String) -> IPPrefix? {
    guard let prefix = IPPrefix(parsing: text) else { return nil }
    if case .v4(let address) = prefix.address, address.bits == 0 { return nil }
    return prefix
  }
}
