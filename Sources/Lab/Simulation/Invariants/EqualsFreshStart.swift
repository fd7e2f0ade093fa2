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
    let (flows, others) = (contents.flows, fresh.flows)
    try require(
      "the zones' flows equal fresh ones",
      flows.subtracting(others).map { "only here: \($0)" }
        + others.subtracting(flows).map { "only in a fresh mesh: \($0)" })
  }
}

extension Simulation {
  /// What a mesh comes to in which operators have written the same, and nobody else anything.
  fileprivate func freshMesh() throws(LabError) -> MeshContents {
    // Other UUIDs than those of the rows that are copied.
    let fresh = Lab(seed: ~seed, sharing: lab)
    let interconnect = try fresh.addInterconnect(schemas: releases.interconnect)
    if let original = lab.interconnect { try interconnect.northbound.copy(original.northbound) }
    for zone in lab.zones {
      let copy = try fresh.addBareZone(zone.name, schemas: releases.zones[zone.name] ?? .newest)
      try copy.northbound.copy(zone.northbound)
      try copy.northbound.forgetLearned()
      fresh.addCompiler(to: copy)
      try addChassis(like: zone, to: copy, of: fresh)
      fresh.addInterconnectDaemon(to: copy, interconnect)
    }
    guard fresh.settle() else { throw LabError("it does not") }
    return MeshContents(fresh)
  }

  /// Adds machines whose operator has said the same as those of a zone were told.
  private func addChassis(like zone: Zone, to copy: Zone, of fresh: Lab) throws(LabError) {
    guard let topology = topology.zones.first(where: { $0.name == zone.name }) else { return }
    for (machine, chassis) in zip(zone.chassis, topology.chassis) {
      var chassis = chassis
      chassis.externalIDs = machine.openVSwitch.externalIDs
      try fresh.addChassis(chassis, to: copy, interfaces: topology.interfaces(of: chassis))
    }
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

  /// Removes from a Northbound database what the zone's daemons have written.
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
      .setKey("ic-vxlan_mode", nil, in: "other_config", of: "Logical_Switch", []),
      .update(table: "Logical_Switch_Port", where: [], row: ["up": .set([])]))
  }
}
