internal import JSON
internal import OVNModel
internal import OVSDB

/// What a zone's operator does.
extension Simulation {
  func performZone(_ step: SimulationStep) throws(LabError) {
    switch step {
    case .attach(let zone, let transitSwitch, let host):
      try lab.zone(zone)?.attachRouter(to: transitSwitch, host: host)
    case .detach(let zone, let transitSwitch):
      try lab.zone(zone)?.detachRouter(from: transitSwitch)
    case .readdressPort(let zone, let transitSwitch, let host):
      try transact(
        zone,
        .update(
          table: "Logical_Router_Port", where: Condition.name("\(zone)-\(transitSwitch)"),
          row: ["networks": .set([.string(Zone.network(on: transitSwitch, host: host))])]))
    case .addRoute(let zone, let prefix, let table):
      try lab.zone(zone)?.addRoute(prefix, table: table)
    case .deleteRoute(let zone, let prefix):
      try lab.zone(zone)?.deleteRoute(prefix)
    case .addNetwork(let zone, let number):
      try lab.zone(zone)?.addNetwork(number)
    case .removeNetwork(let zone, let number):
      try lab.zone(zone)?.removeRouterPort("\(zone)-net\(number)")
    case .setZoneOption(let zone, let key, let value):
      try transact(zone, .setKey(key, value, in: "options", of: "NB_Global", []))
    case .setRouterOption(let zone, let key, let value):
      try transact(
        zone,
        .setKey(key, value, in: "options", of: "Logical_Router", Condition.name("router-\(zone)")))
    case .setPortOption(let zone, let transitSwitch, let key, let value):
      try transact(
        zone,
        .setKey(
          key, value, in: "options", of: "Logical_Router_Port",
          Condition.name("\(zone)-\(transitSwitch)")))
    case .enableRouter(let zone, let isEnabled):
      try transact(
        zone,
        .update(
          table: "Logical_Router", where: Condition.name("router-\(zone)"),
          row: ["enabled": .boolean(isEnabled)]))
    case .renameZone(let zone, let name):
      try transact(zone, .update(table: "NB_Global", where: [], row: ["name": .string(name)]))
      isTidyingDue = true
    case .syncZone(let zone):
      try transact(
        zone,
        .mutate(
          table: "NB_Global", where: [], mutations: [Mutation("nb_cfg", .add, .integer(1))]))
    case .addLoadBalancer(let zone, let vip):
      try lab.zone(zone)?.addLoadBalancer(vip)
    case .removeLoadBalancer(let zone, let vip):
      try transact(
        zone, .delete(table: "Load_Balancer", where: Condition.name("lb-\(vip)")))
    default: break
    }
  }

  private func transact(_ zone: String, _ operation: OVSDB.Operation) throws(LabError) {
    try lab.zone(zone)?.northbound.transact(operation)
  }
}

extension Zone {
  /// The zone's router.
  private var router: [Condition] { Condition.name("router-\(name)") }

  /// An address on a transit switch.
  static func network(on transitSwitch: String, host: Int) -> String {
    transitSwitch == "ts1" ? "169.254.100.\(host)/16" : "172.31.0.\(host)/16"
  }

  /// Attaches the zone's router to a transit switch that is there.
  func attachRouter(to transitSwitch: String, host: Int) throws(LabError) {
    let switches = northbound.rows(Northbound.LogicalSwitch.self).values
    guard switches.contains(where: { $0.name == transitSwitch }) else { return }
    let ports = northbound.rows(Northbound.LogicalSwitchPort.self).values
    if ports.contains(where: { $0.name == "\(transitSwitch)-\(name)-\(transitSwitch)" }) { return }
    try removeRouterPort("\(name)-\(transitSwitch)")
    var rows = Insertions()
    var port = Northbound.LogicalRouterPort()
    port.name = "\(name)-\(transitSwitch)"
    port.mac = "0a:00:00:00:\(transitSwitch == "ts1" ? 1 : 2)0:\(host % 90 + 10)"
    port.networks = [Self.network(on: transitSwitch, host: host)]
    var gateway = Northbound.GatewayChassis()
    gateway.name = "\(port.name)-gw-\(name)"
    gateway.chassisName = "gw-\(name)"
    gateway.priority = 1
    let gatewayRow = rows.add(gateway)
    let portRow = rows.add(port, ["gateway_chassis": [gatewayRow]])
    rows.add(.insert([portRow], into: "ports", of: "Logical_Router", router))
    var switchPort = Northbound.LogicalSwitchPort()
    switchPort.name = "\(transitSwitch)-\(port.name)"
    switchPort.type = "router"
    switchPort.addresses = ["router"]
    switchPort.options = ["router-port": port.name]
    let switchPortRow = rows.add(switchPort)
    rows.add(
      .insert([switchPortRow], into: "ports", of: "Logical_Switch", Condition.name(transitSwitch)))
    try northbound.transact(rows.operations)
  }

  /// Detaches the zone's router from a transit switch.
  func detachRouter(from transitSwitch: String) throws(LabError) {
    let port = "\(transitSwitch)-\(name)-\(transitSwitch)"
    let rows = northbound.rows(Northbound.LogicalSwitchPort.self)
    if let uuid = rows.first(where: { $0.value.name == port })?.key {
      try northbound.transact(.remove([uuid], from: "ports", of: "Logical_Switch", []))
    }
    try removeRouterPort("\(name)-\(transitSwitch)")
  }

  func removeRouterPort(_ port: String) throws(LabError) {
    let rows = northbound.rows(Northbound.LogicalRouterPort.self)
    guard let uuid = rows.first(where: { $0.value.name == port })?.key else { return }
    try northbound.transact(.remove([uuid], from: "ports", of: "Logical_Router", []))
  }

  func addRoute(_ prefix: String, table: String = "") throws(LabError) {
    var rows = Insertions()
    var route = Northbound.LogicalRouterStaticRoute()
    route.ipPrefix = prefix
    route.nexthop = prefix.contains(":") ? "2001:db8:ffff::9" : "10.0.9.9"
    route.routeTable = table
    let row = rows.add(route)
    rows.add(.insert([row], into: "static_routes", of: "Logical_Router", router))
    try northbound.transact(rows.operations)
  }

  /// Deletes the operator's routes of a prefix.
  func deleteRoute(_ prefix: String) throws(LabError) {
    let routes = northbound.rows(Northbound.LogicalRouterStaticRoute.self).filter {
      $0.value.ipPrefix == prefix && $0.value.externalIDs["ic-learned-route"] == nil
    }
    if routes.isEmpty { return }
    try northbound.transact(
      .remove(routes.keys.sorted(), from: "static_routes", of: "Logical_Router", router))
  }

  /// Connects a network to the zone's router; networks of one number are the same in all zones.
  func addNetwork(_ number: Int) throws(LabError) {
    try removeRouterPort("\(name)-net\(number)")
    var rows = Insertions()
    var port = Northbound.LogicalRouterPort()
    port.name = "\(name)-net\(number)"
    port.mac = "0a:00:00:00:99:0\(number)"
    port.networks = ["10.9\(number).1.1/24", "2001:db8:9\(number)::1/64"]
    let row = rows.add(port)
    rows.add(.insert([row], into: "ports", of: "Logical_Router", router))
    try northbound.transact(rows.operations)
  }

  func addLoadBalancer(_ vip: String) throws(LabError) {
    var rows = Insertions()
    var balancer = Northbound.LoadBalancer()
    balancer.name = "lb-\(vip)"
    balancer.vips = [vip: "10.0.9.1:80"]
    let row = rows.add(balancer)
    rows.add(.insert([row], into: "load_balancer", of: "Logical_Router", router))
    try northbound.transact(rows.operations)
  }
}

extension OVSDB.Operation {
  /// Adds elements to a set of references.
  static func insert(
    _ rows: [JSON], into column: String, of table: String, _ conditions: [Condition]
  ) -> OVSDB.Operation {
    .mutate(table: table, where: conditions, mutations: [Mutation(column, .insert, .set(rows))])
  }

  /// Removes elements from a set of references.
  static func remove(
    _ rows: [UUID], from column: String, of table: String, _ conditions: [Condition]
  ) -> OVSDB.Operation {
    .mutate(
      table: table, where: conditions,
      mutations: [Mutation(column, .delete, .set(rows.map { .uuid($0) }))])
  }
}
