internal import OVNModel
internal import OVSDB

/// All rows of a mesh that the interconnection is about, read once.
struct MeshContents {
  /// What a zone's own databases hold.
  struct ZoneContents {
    let zone: Zone
    /// What its operator calls it; empty while it is in no mesh.
    let name: String
    let options: [String: String]
    let switches: [UUID: Northbound.LogicalSwitch]
    let switchPorts: [UUID: Northbound.LogicalSwitchPort]
    let routers: [UUID: Northbound.LogicalRouter]
    let routerPorts: [UUID: Northbound.LogicalRouterPort]
    let routes: [UUID: Northbound.LogicalRouterStaticRoute]
    let chassis: [UUID: Southbound.Chassis]
    let encaps: [UUID: Southbound.Encap]
    let portBindings: [UUID: Southbound.PortBinding]
  }

  let zones: [ZoneContents]
  let transitSwitches: [UUID: ICNorthbound.TransitSwitch]
  let availabilityZones: [UUID: ICSouthbound.AvailabilityZone]
  let gateways: [UUID: ICSouthbound.Gateway]
  let encaps: [UUID: ICSouthbound.Encap]
  let datapaths: [UUID: ICSouthbound.DatapathBinding]
  let ports: [UUID: ICSouthbound.PortBinding]
  let routes: [UUID: ICSouthbound.Route]

  init(_ lab: Lab) {
    zones = lab.zones.map(ZoneContents.init)
    func read<R: Row>(_ type: R.Type) -> [UUID: R] {
      lab.interconnect?.southbound.rows(type) ?? [:]
    }
    transitSwitches = lab.interconnect?.northbound.rows(ICNorthbound.TransitSwitch.self) ?? [:]
    availabilityZones = read(ICSouthbound.AvailabilityZone.self)
    gateways = read(ICSouthbound.Gateway.self)
    encaps = read(ICSouthbound.Encap.self)
    datapaths = read(ICSouthbound.DatapathBinding.self)
    ports = read(ICSouthbound.PortBinding.self)
    routes = read(ICSouthbound.Route.self)
  }

  /// What a zone is registered as.
  func name(ofZone uuid: UUID) -> String { availabilityZones[uuid]?.name ?? "?" }
}

extension MeshContents.ZoneContents {
  init(_ zone: Zone) {
    let global = zone.northbound.rows(Northbound.NBGlobal.self).values.first
    self.init(
      zone: zone, name: global?.name ?? "", options: global?.options ?? [:],
      switches: zone.northbound.rows(Northbound.LogicalSwitch.self),
      switchPorts: zone.northbound.rows(Northbound.LogicalSwitchPort.self),
      routers: zone.northbound.rows(Northbound.LogicalRouter.self),
      routerPorts: zone.northbound.rows(Northbound.LogicalRouterPort.self),
      routes: zone.northbound.rows(Northbound.LogicalRouterStaticRoute.self),
      chassis: zone.southbound.rows(Southbound.Chassis.self),
      encaps: zone.southbound.rows(Southbound.Encap.self),
      portBindings: zone.southbound.rows(Southbound.PortBinding.self))
  }

  /// The switches that stand for transit switches.
  var transitSwitches: [Northbound.LogicalSwitch] {
    switches.values.filter { $0.otherConfig["interconn-ts"] != nil }.sorted { $0.name < $1.name }
  }

  func ports(of row: Northbound.LogicalSwitch) -> [Northbound.LogicalSwitchPort] {
    row.ports.compactMap { switchPorts[$0] }.sorted { $0.name < $1.name }
  }

  func routes(of row: Northbound.LogicalRouter) -> [Northbound.LogicalRouterStaticRoute] {
    row.staticRoutes.compactMap { routes[$0] }
  }

  /// A chassis's name; `-` for none.
  func name(ofChassis uuid: UUID?) -> String { uuid.flatMap { chassis[$0]?.name } ?? "-" }
}
