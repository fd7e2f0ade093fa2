import JSON
import OVNModel
import OVSDB
import Testing

@testable import Lab

extension Lab {
  /// What an operator does in a zone, with all that follows from it.
  func change(_ zone: String, _ work: (Zone) throws -> Void) throws {
    try work(try #require(self.zone(zone)))
    try requireRest()
  }

  /// What an operator does in OVN_IC_Northbound, with all that follows from it.
  func changeInterconnect(_ operations: OVSDB.Operation...) throws {
    try #require(interconnect).northbound.transact(operations)
    try requireRest()
  }

  func addTransitSwitch(_ name: String) throws {
    try changeInterconnect(.insert(table: "Transit_Switch", row: ["name": .string(name)]))
  }

  func deleteTransitSwitch(_ name: String) throws {
    try changeInterconnect(.delete(table: "Transit_Switch", where: Condition.name(name)))
  }

  /// `PREFIX via NEXTHOP [in TABLE]` for each route of an origin that a zone has learned.
  func learned(_ zone: String, origin: String) -> [String] {
    let rows = self.zone(zone)?.northbound.rows(Northbound.LogicalRouterStaticRoute.self) ?? [:]
    return rows.values.filter {
      $0.externalIDs["ic-learned-route"] != nil && $0.options["origin"] == origin
    }.map {
      "\($0.ipPrefix) via \($0.nexthop)\($0.routeTable.isEmpty ? "" : " in \($0.routeTable)")"
    }
    .sorted()
  }

  /// The prefixes of the static routes that a zone has learned.
  func learnedPrefixes(_ zone: String) -> [String] {
    learned(zone, origin: "static").compactMap { $0.split(separator: " ").first.map(String.init) }
  }

  /// The prefixes of the static routes in IC-Southbound.
  var publishedPrefixes: [String] {
    MeshContents(self).routes.values.filter { $0.origin == "static" }.map(\.ipPrefix).sorted()
  }

  /// `NAME TYPE [ADDRESSES] at CHASSIS` for each port that a zone has on a transit switch.
  func ports(of transitSwitch: String, in zone: String) -> [String] {
    MeshContents(self).zones.filter { $0.zone.name == zone }.flatMap { contents in
      contents.transitSwitches.filter { $0.name == transitSwitch }.flatMap(contents.ports).map {
        port in
        let binding = contents.portBindings.values.first { $0.logicalPort == port.name }
        return "\(port.name) \(port.type) \(port.addresses.sorted()) at"
          + " \(contents.name(ofChassis: binding?.chassis))"
      }
    }
  }
}

extension Zone {
  /// Sets keys of NB_Global's options; nil removes.
  func setOptions(_ options: [String: String?]) throws {
    try set(options, of: "NB_Global", [])
  }

  /// Sets keys of the options of the zone's router.
  func setRouterOptions(_ options: [String: String?]) throws {
    try set(options, of: "Logical_Router", Condition.name("router-\(name)"))
  }

  /// Sets keys of the options of its router's port on a transit switch.
  func setPortOptions(_ options: [String: String?], on transitSwitch: String = "ts1") throws {
    try set(options, of: "Logical_Router_Port", Condition.name("\(name)-\(transitSwitch)"))
  }

  private func set(_ options: [String: String?], of table: String, _ rows: [Condition]) throws {
    try northbound.transact(
      options.sorted { $0.key < $1.key }.map { .setKey($0, $1, in: "options", of: table, rows) })
  }

  /// Gives its router other addresses on a transit switch.
  func readdress(_ networks: String..., on transitSwitch: String = "ts1") throws {
    try northbound.transact(
      .update(
        table: "Logical_Router_Port", where: Condition.name("\(name)-\(transitSwitch)"),
        row: ["networks": .set(networks.map { .string($0) })]))
  }
}
