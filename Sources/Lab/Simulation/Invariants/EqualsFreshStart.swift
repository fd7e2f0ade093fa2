internal import Database
internal import JSON
internal import OVNModel
internal import OVSDB

extension Invariant {
  /// The mesh is what daemons make of it that start from nothing but what operators have written.
  static func equalsFreshStart(
    _ simulation: Simulation, _ contents: MeshContents
  ) throws(BrokenInvariant) {
    let fresh: MeshContents
    do throws(LabError) { fresh = try simulation.freshMesh() } catch {
      throw BrokenInvariant(invariant: "a fresh mesh comes to rest", findings: ["\(error)"])
    }
    let difference = contents.lines.difference(from: fresh.lines)
    try require(
      "the mesh equals a fresh one",
      difference.map { change in
        switch change {
        case .insert(_, let line, _): "only here: \(line)"
        case .remove(_, let line, _): "only in a fresh mesh: \(line)"
        }
      })
  }
}

extension Simulation {
  /// What a mesh comes to in which operators have written the same, and nobody else anything.
  fileprivate func freshMesh() throws(LabError) -> MeshContents {
    // Other UUIDs than those of the rows that are copied.
    let fresh = Lab(seed: ~seed)
    let interconnect = try fresh.addInterconnect(schemas: releases.interconnect)
    if let original = lab.interconnect { try interconnect.northbound.copy(original.northbound) }
    for zone in lab.zones {
      let copy = try fresh.addBareZone(zone.name, schemas: releases.zones[zone.name] ?? .newest)
      try copy.northbound.copy(zone.northbound)
      try copy.northbound.forgetLearned()
      copy.chassis = zone.chassis
      fresh.addInterconnectDaemon(to: copy, interconnect)
    }
    guard fresh.settleBound() else { throw LabError("it does not") }
    return MeshContents(fresh)
  }
}

extension LabServer {
  /// Takes another server's rows.
  fileprivate func copy(_ other: LabServer) throws(LabError) {
    guard let database, let source = other.database else { return }
    do throws(OperationError) {
      try database.restore(JSONElement(source.snapshotRecord(date: 0)))
    } catch {
      throw LabError("\(name): \(error)")
    }
  }

  /// Removes from a Northbound database what the interconnection daemon has written.
  fileprivate func forgetLearned() throws(LabError) {
    let ports = uuids(Northbound.LogicalSwitchPort.self) { $0.type == "remote" }
    let routes = uuids(Northbound.LogicalRouterStaticRoute.self) {
      $0.externalIDs["ic-learned-route"] != nil
    }
    try transact(
      .remove(ports, from: "ports", of: "Logical_Switch", []),
      .remove(routes, from: "static_routes", of: "Logical_Router", []),
      .setKey("requested-tnl-key", nil, in: "options", of: "Logical_Switch_Port", []),
      .setKey("requested-tnl-key", nil, in: "other_config", of: "Logical_Switch", []),
      .setKey("ic-vxlan_mode", nil, in: "other_config", of: "Logical_Switch", []))
  }
}
