import OVNModel
import OVSDB

/// Building blocks of a mesh, written as the servers would have them.
extension Bench {
  /// Names the bench's zone and registers it.
  @discardableResult
  func register(_ name: String = "az1", _ options: [String: String] = [:]) -> UUID {
    var global = Northbound.NBGlobal()
    global.name = name
    global.options = options
    nb.insert(global, as: makeUUID())
    inb.insert(ICNorthbound.ICNBGlobal(), as: makeUUID())
    isb.insert(ICSouthbound.ICSBGlobal(), as: makeUUID())
    return addZone(name)
  }

  /// A zone that is registered.
  @discardableResult
  func addZone(_ name: String) -> UUID {
    var row = ICSouthbound.AvailabilityZone()
    row.name = name
    let uuid = makeUUID()
    isb.insert(row, as: uuid)
    return uuid
  }

  /// A transit switch with everything it needs in all databases.
  @discardableResult
  func addTransitSwitch(_ name: String, key: Int = 16_711_682) -> TransitSwitchRows {
    let rows = TransitSwitchRows(
      transitSwitch: makeUUID(), logicalSwitch: makeUUID(), datapath: makeUUID())
    var transitSwitch = ICNorthbound.TransitSwitch()
    transitSwitch.name = name
    inb.insert(transitSwitch, as: rows.transitSwitch)
    var logicalSwitch = Northbound.LogicalSwitch()
    logicalSwitch.name = name
    logicalSwitch.otherConfig = ["interconn-ts": name, "requested-tnl-key": "\(key)"]
    nb.insert(logicalSwitch, as: rows.logicalSwitch)
    var datapath = ICSouthbound.DatapathBinding()
    datapath.transitSwitch = name
    datapath.tunnelKey = key
    if generation == .newest {
      datapath.type = "transit-switch"
      datapath.nbICUUID = rows.transitSwitch
    }
    isb.insert(datapath, as: rows.datapath)
    return rows
  }

  struct TransitSwitchRows {
    let transitSwitch: UUID
    let logicalSwitch: UUID
    let datapath: UUID
  }

  /// A router without ports, and its datapath.
  func addRouter(_ name: String, _ change: (inout Northbound.LogicalRouter) -> Void = { _ in })
    -> RouterRows
  {
    let rows = RouterRows(name: name, router: makeUUID(), datapath: makeUUID())
    var router = Northbound.LogicalRouter()
    router.name = name
    change(&router)
    nb.insert(router, as: rows.router)
    var datapath = Southbound.DatapathBinding()
    datapath.externalIDs = ["logical-router": rows.router.description]
    sb.insert(datapath, as: rows.datapath)
    return rows
  }

  struct RouterRows {
    let name: String
    let router: UUID
    let datapath: UUID
  }

  /// A port of a router.
  @discardableResult
  func addRouterPort(
    _ name: String, to router: RouterRows, mac: String = "00:00:00:00:00:01",
    networks: Set<String>, options: [String: String] = [:]
  ) -> UUID {
    var port = Northbound.LogicalRouterPort()
    port.name = name
    port.mac = mac
    port.networks = networks
    port.options = options
    let uuid = makeUUID()
    nb.insert(port, as: uuid)
    nb.modify(Northbound.LogicalRouter.self, router.router) { $0.ports.insert(uuid) }
    return uuid
  }

  /// A port of the router on the transit switch, which northd has bound and the zone has published.
  @discardableResult
  func connect(
    _ router: RouterRows, to transitSwitch: TransitSwitchRows, named name: String = "ts1",
    address: String = "00:00:00:00:00:01 169.254.100.1/24", networks: Set<String>? = nil,
    options: [String: String] = [:], key: Int = 1
  ) -> ConnectionRows {
    let routerPort = "\(router.name)-\(name)"
    let mac = String(address.prefix { $0 != " " })
    let given = Set(address.split(separator: " ").dropFirst().map(String.init))
    let rows = ConnectionRows(
      routerPort: addRouterPort(
        routerPort, to: router, mac: mac, networks: networks ?? given, options: options),
      switchPort: makeUUID(), routerBinding: makeUUID(), switchBinding: makeUUID(),
      published: makeUUID())
    var port = Northbound.LogicalSwitchPort()
    port.name = "\(name)-\(router.name)"
    port.type = "router"
    port.options = ["router-port": routerPort, "requested-tnl-key": "\(key)"]
    nb.insert(port, as: rows.switchPort)
    nb.modify(Northbound.LogicalSwitch.self, transitSwitch.logicalSwitch) {
      $0.ports.insert(rows.switchPort)
    }
    bind(port.name, to: routerPort, address: address, router, rows)
    var published = ICSouthbound.PortBinding()
    published.transitSwitch = name
    published.logicalPort = port.name
    published.availabilityZone = ownZone
    published.tunnelKey = key
    published.address = address
    published.externalIDs = ["router-id": router.router.description]
    if generation == .newest {
      published.type = "transit-switch-port"
      published.nbICUUID = transitSwitch.transitSwitch
    }
    isb.insert(published, as: rows.published)
    return rows
  }

  struct ConnectionRows {
    let routerPort: UUID
    let switchPort: UUID
    let routerBinding: UUID
    let switchBinding: UUID
    let published: UUID
  }

  private func bind(
    _ port: String, to routerPort: String, address: String, _ router: RouterRows,
    _ rows: ConnectionRows
  ) {
    var binding = Southbound.PortBinding()
    binding.logicalPort = port
    binding.options = ["peer": routerPort]
    sb.insert(binding, as: rows.switchBinding)
    var peer = Southbound.PortBinding()
    peer.logicalPort = routerPort
    peer.datapath = router.datapath
    peer.mac = [address]
    sb.insert(peer, as: rows.routerBinding)
  }

  /// The row of the bench's own zone.
  var ownZone: UUID {
    let name = nb.rows(Northbound.NBGlobal.self).first?.row.name
    return isb.rows(ICSouthbound.AvailabilityZone.self).first { $0.row.name == name }?.uuid ?? .zero
  }

  /// A static route of the operator's.
  @discardableResult
  func addStaticRoute(
    _ prefix: String, via nexthop: String, to router: RouterRows,
    _ change: (inout Northbound.LogicalRouterStaticRoute) -> Void = { _ in }
  ) -> UUID {
    var route = Northbound.LogicalRouterStaticRoute()
    route.ipPrefix = prefix
    route.nexthop = nexthop
    change(&route)
    let uuid = makeUUID()
    nb.insert(route, as: uuid)
    nb.modify(Northbound.LogicalRouter.self, router.router) { $0.staticRoutes.insert(uuid) }
    return uuid
  }

  /// A route that a zone has published.
  @discardableResult
  func publishRoute(
    _ prefix: String, via nexthop: String, on transitSwitch: String = "ts1", by zone: UUID,
    _ change: (inout ICSouthbound.Route) -> Void = { _ in }
  ) -> UUID {
    var route = ICSouthbound.Route()
    route.transitSwitch = transitSwitch
    route.availabilityZone = zone
    route.ipPrefix = prefix
    route.nexthop = nexthop
    route.origin = "static"
    route.externalIDs = ["lr-id": UUID(high: 7, low: 7).description]
    change(&route)
    let uuid = makeUUID()
    isb.insert(route, as: uuid)
    return uuid
  }

  /// A load balancer of the router's that serves `vip`.
  @discardableResult
  func addLoadBalancer(_ vip: String, to router: RouterRows) -> UUID {
    var balancer = Northbound.LoadBalancer()
    balancer.vips = [vip: "192.0.2.9:80"]
    let uuid = makeUUID()
    nb.insert(balancer, as: uuid)
    nb.modify(Northbound.LogicalRouter.self, router.router) { $0.loadBalancer.insert(uuid) }
    return uuid
  }
}
