import JSON
import OVNModel
import OVSDB

@testable import Lab

/// What stories are told of: changes after which everybody has finished, and views of one line a row.
extension Lab {
  /// Two zones, `east` and `west`, joined over `ts1`: with a network each and no further routes.
  static func joined(
    _ names: String..., routes: Int = 0, schemas: SchemaRelease = .newest
  ) throws -> Lab {
    let lab = Lab(seed: 1, keepsFiles: true)
    let topology = Topology.mesh(names.isEmpty ? ["east", "west"] : names, routes: routes)
    let interconnect = try lab.addInterconnect(schemas: schemas)
    try interconnect.northbound.transact(
      .insert(table: "Transit_Switch", row: ["name": "ts1"]))
    for zone in topology.zones { try lab.addZone(zone, schemas: schemas) }
    try lab.requireRest()
    try lab.attach()
    try lab.requireRest()
    return lab
  }

  func requireRest() throws {
    if !settle() { throw LabError("the lab does not come to rest") }
  }

  /// The operator calls a zone otherwise.
  func rename(_ zone: String, to name: String) throws {
    try self.zone(zone)?.northbound.transact(
      .update(table: "NB_Global", where: [], row: ["name": .string(name)]))
    try requireRest()
  }

  /// Sets external_ids of the Open vSwitch of a zone's chassis.
  func configure(chassis number: Int, of zone: String, _ options: [String: String]) throws {
    try self.zone(zone)?.chassis[number].openVSwitch.configure(options)
    try requireRest()
  }

  /// The operators remove the rows of chassis that go by another name now.
  func removeOldChassis() throws {
    for zone in zones { try zone.removeOldChassis() }
    try requireRest()
  }

  /// The registered zones' names.
  var registeredZones: [String] {
    MeshContents(self).availabilityZones.values.map(\.name).sorted()
  }

  /// `PREFIX via NEXTHOP ORIGIN` for each route that a zone has learned.
  func learned(_ zone: String) -> [String] {
    let routes = self.zone(zone)?.northbound.rows(Northbound.LogicalRouterStaticRoute.self) ?? [:]
    return routes.values.filter { $0.externalIDs["ic-learned-route"] != nil }
      .map { "\($0.ipPrefix) via \($0.nexthop) \($0.options["origin"] ?? "?")" }.sorted()
  }

  /// `NAME TYPE IP` for each other zone's gateway that a zone knows.
  func remoteChassis(_ zone: String) -> [String] {
    guard let server = self.zone(zone)?.southbound else { return [] }
    let encaps = server.rows(Southbound.Encap.self)
    return server.rows(Southbound.Chassis.self).values
      .filter { $0.otherConfig["is-remote"] == "true" }
      .flatMap { row in
        row.encaps.compactMap { encaps[$0] }.map { "\(row.name) \($0.type) \($0.ip)" }
      }.sorted()
  }
}
