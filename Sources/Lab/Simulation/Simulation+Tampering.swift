internal import Database
internal import JSON
internal import OVNModel
internal import OVSDB

/// Other writers, at rows of the daemons.
extension Simulation {
  func performTampering(_ step: SimulationStep) throws(LabError) {
    switch step {
    case .deleteRow(let table, let server, let number):
      try lab.server(server)?.deleteRow(of: table, number)
    case .changeLearnedRoute(let zone, let number):
      try lab.zone(zone)?.changeLearnedRoute(number)
    case .changeRoute(let number):
      guard let server = lab.interconnect?.southbound,
        let uuid = server.uuids(ICSouthbound.Route.self, where: { _ in true }).cyclic(number)
      else { return }
      let nexthop = number.isMultiple(of: 3) ? "nowhere" : "192.0.2.\(number)"
      try server.transact(
        .update(
          table: "Route", where: [.uuid(equals: uuid)], row: ["nexthop": .string(nexthop)]))
    case .forgeRoute(let zone, let prefix):
      try forgeRoute(zone, prefix)
    case .changeRemotePort(let zone, let number):
      guard let server = lab.zone(zone)?.northbound,
        let uuid = server.uuids(
          Northbound.LogicalSwitchPort.self, where: { $0.type == "remote" }
        ).cyclic(number)
      else { return }
      try server.transact(
        .update(
          table: "Logical_Switch_Port", where: [.uuid(equals: uuid)],
          row: ["addresses": "0a:00:00:00:66:66 192.0.2.66"]))
    case .forgetTunnelKeys(let zone):
      try lab.zone(zone)?.northbound.transact(
        .setKey("requested-tnl-key", nil, in: "options", of: "Logical_Switch_Port", []),
        .setKey("requested-tnl-key", nil, in: "other_config", of: "Logical_Switch", []))
    default: break
    }
  }

  private func forgeRoute(_ zone: String, _ prefix: String) throws(LabError) {
    guard let server = lab.interconnect?.southbound else { return }
    let zones = server.rows(ICSouthbound.AvailabilityZone.self)
    guard let owner = zones.first(where: { $0.value.name == zone })?.key else { return }
    var route = ICSouthbound.Route()
    route.availabilityZone = owner
    route.transitSwitch = "ts1"
    route.ipPrefix = prefix
    route.nexthop = prefix.contains(":") ? "2001:db8::66" : "169.254.100.66"
    route.origin = "static"
    try server.transact(.insert(table: "Route", row: ICSouthbound.Route.table.json(of: route)))
  }
}

extension Zone {
  fileprivate func changeLearnedRoute(_ number: Int) throws(LabError) {
    let learned = northbound.uuids(Northbound.LogicalRouterStaticRoute.self) {
      $0.externalIDs["ic-learned-route"] != nil
    }
    guard let uuid = learned.cyclic(number) else { return }
    let nobody = UUID(high: 0x66, low: UInt64(number)).description
    let row: [String: JSON] =
      number.isMultiple(of: 2)
      ? ["nexthop": "192.0.2.66"]
      : ["external_ids": .map([("ic-learned-route", .string(nobody))])]
    try northbound.transact(
      .update(
        table: "Logical_Router_Static_Route", where: [.uuid(equals: uuid)], row: row))
  }
}

extension LabServer {
  /// The rows of a table that are wanted, in a fixed order.
  func uuids<R: Row>(_ type: R.Type, where isWanted: (R) -> Bool) -> [UUID] {
    rows(type).filter { isWanted($0.value) }.keys.sorted()
  }

  /// Deletes one of the rows that daemons write, if there is any.
  ///
  /// - Returns: whether there was one.
  @discardableResult
  func deleteRow(of table: OwnedTable, _ number: Int) throws(LabError) -> Bool {
    guard let uuid = ownedRows(of: table).cyclic(number) else { return false }
    switch table {
    case .zone: try deleteZone(uuid)
    case .remotePort: try transact(.remove([uuid], from: "ports", of: "Logical_Switch", []))
    case .learnedRoute:
      try transact(.remove([uuid], from: "static_routes", of: "Logical_Router", []))
    default: try transact(.delete(table: table.description, where: [.uuid(equals: uuid)]))
    }
    return true
  }

  private func ownedRows(of table: OwnedTable) -> [UUID] {
    switch table {
    case .transitSwitch:
      uuids(Northbound.LogicalSwitch.self) { $0.otherConfig["interconn-ts"] != nil }
    case .remotePort: uuids(Northbound.LogicalSwitchPort.self) { $0.type == "remote" }
    case .learnedRoute:
      uuids(Northbound.LogicalRouterStaticRoute.self) {
        $0.externalIDs["ic-learned-route"] != nil
      }
    case .remoteChassis:
      uuids(Southbound.Chassis.self) { $0.otherConfig["is-remote"] == "true" }
    case .chassis:
      uuids(Southbound.Chassis.self) { $0.otherConfig["is-remote"] != "true" }
    default: database?.tables[table.description]?.rows.keys.sorted() ?? []
    }
  }

  /// Deletes a zone with all that refers to it.
  func deleteZone(_ uuid: UUID) throws(LabError) {
    let mine = [Condition("availability_zone", .equal, .uuid(uuid))]
    try transact(
      .delete(table: "Gateway", where: mine), .delete(table: "Port_Binding", where: mine),
      .delete(table: "Route", where: mine),
      .delete(table: "Availability_Zone", where: [.uuid(equals: uuid)]))
  }
}

extension Array {
  /// The element of that number, counted round and round; nil if there is none.
  func cyclic(_ number: Int) -> Element? { isEmpty ? nil : self[number % count] }
}
