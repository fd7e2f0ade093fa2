import JSON
import OVNModel
import OVSDB
import Session
import Testing
import Tunnels

@testable import Lab

/// A Southbound database and machines with an Open vSwitch and an ovn-controller each.
final class ChassisLab {
  let lab: Lab
  let southbound: LabServer
  /// Chassis of which no tunnel works.
  private var unreachable: Set<String> = []

  private static let southboundRemote = Remote.unix(path: "/sb.sock")

  init(seed: UInt64 = 1, keepsFiles: Bool = false) throws {
    lab = Lab(seed: seed, keepsFiles: keepsFiles)
    southbound = try lab.addServer(
      "sb", Southbound.schema, at: [Self.southboundRemote], on: Site("central"))
    try southbound.transact(.insert(table: "SB_Global", row: [:]))
  }

  /// Adds a machine with its Open vSwitch, and starts its chassis.
  @discardableResult
  func addChassis(
    _ name: String, externalIDs: [String: String] = [:]
  ) throws -> LabProcess {
    let remote = Remote.unix(path: "/\(name)/db.sock")
    let vswitch = try lab.addServer(
      "\(name)-vswitch", OpenVSwitch.schema, at: [remote], on: Site(name))
    var row = OpenVSwitch.Configuration()
    row.ifaceTypes = ["geneve", "internal", "vxlan"]
    row.externalIDs = [
      "system-id": name, "ovn-encap-type": "geneve",
      "ovn-encap-ip": "192.0.2.\(lab.processes.count + 1)",
    ].merging(externalIDs) { $1 }
    try vswitch.transact(
      .insert(table: "Open_vSwitch", row: OpenVSwitch.Configuration.table.json(of: row)))
    return lab.addChassis(
      name, on: Site(name), vswitch: remote, southbound: Self.southboundRemote
    ) { [weak self] in self?.unreachable.isDisjoint(with: [name, $0]) == true }
  }

  func vswitch(_ chassis: String) throws -> LabServer {
    try #require(lab.server("\(chassis)-vswitch"))
  }

  func process(_ chassis: String) throws -> LabProcess { try #require(lab.process(chassis)) }

  func settle() { #expect(lab.settle(), "nobody comes to rest: \(lab.processes.map(\.log))") }

  /// Kills a chassis, and lets the others know that its tunnels are dead.
  func kill(_ chassis: String) throws {
    try process(chassis).kill()
    setReachable(chassis, false)
  }

  func start(_ chassis: String) throws {
    try process(chassis).start()
    setReachable(chassis, true)
  }

  func setReachable(_ chassis: String, _ isReachable: Bool) {
    if isReachable { unreachable.remove(chassis) } else { unreachable.insert(chassis) }
    for process in lab.processes { lab.reachabilityChanged(of: process.name) }
  }
}

// What an operator and northd do.
extension ChassisLab {
  /// Sets keys of a chassis's `external_ids`; nil removes.
  func configure(_ chassis: String, _ values: [String: String?]) throws {
    let server = try vswitch(chassis)
    let uuid = try #require(server.rows(OpenVSwitch.Configuration.self).keys.first)
    try server.transact(.setKeys("Open_vSwitch", uuid, "external_ids", values))
  }

  /// Plugs a logical port into a chassis's integration bridge.
  func plug(
    _ port: String, into chassis: String, ids: [String: String] = [:], ofport: Int? = nil
  ) throws {
    let server = try vswitch(chassis)
    let bridge = try #require(
      server.rows(OpenVSwitch.Bridge.self).first { $0.value.name == "br-int" })
    var interface = OpenVSwitch.Interface()
    interface.name = "tap-\(port)"
    interface.externalIDs = ["iface-id": port].merging(ids) { $1 }
    interface.ofport = ofport
    try server.transact(
      .insert(
        table: "Interface", row: OpenVSwitch.Interface.table.json(of: interface), name: "interface"),
      .insert(
        table: "Port",
        row: ["name": .string(interface.name), "interfaces": .namedUUID("interface")],
        name: "port"),
      .attach([.namedUUID("port")], to: "ports", of: "Bridge", bridge.key))
  }

  /// Unplugs it.
  func unplug(_ port: String, from chassis: String) throws {
    let server = try vswitch(chassis)
    let row = try #require(
      server.rows(OpenVSwitch.Port.self).first { $0.value.name == "tap-\(port)" })
    let bridge = try #require(
      server.rows(OpenVSwitch.Bridge.self).first { $0.value.ports.contains(row.key) })
    try server.transact(.detach([row.key], from: "ports", of: "Bridge", bridge.key))
  }

  /// Adds logical ports, on a datapath of their own.
  func addPorts(_ ports: Southbound.PortBinding...) throws {
    var operations: [OVSDB.Operation] = [
      .insert(
        table: "Datapath_Binding",
        row: ["tunnel_key": (southbound.rows(Southbound.DatapathBinding.self).count + 1).json],
        name: "datapath")
    ]
    for (index, port) in ports.enumerated() {
      var columns = Southbound.PortBinding.table.json(of: port)
      columns["datapath"] = .namedUUID("datapath")
      columns["tunnel_key"] = (index + 1).json
      columns["up"] = false.json
      operations.append(.insert(table: "Port_Binding", row: columns))
    }
    try southbound.transact(operations)
  }

  /// Adds a group of chassis, the first of which goes before the second, and so on.
  func addGroup(_ name: String, _ chassis: [String], serving served: [String] = []) throws -> UUID {
    var operations: [OVSDB.Operation] = []
    var members: [JSON] = []
    for (index, chassis) in chassis.enumerated() {
      members.append(.namedUUID("member\(index)"))
      operations.append(
        .insert(
          table: "HA_Chassis",
          row: [
            "chassis": .uuid(try uuid(of: chassis)), "priority": (100 - index).json,
          ], name: "member\(index)"))
    }
    let references = try served.map { JSON.uuid(try uuid(of: $0)) }
    operations.append(
      .insert(
        table: "HA_Chassis_Group",
        row: [
          "name": .string(name), "ha_chassis": .set(members), "ref_chassis": .set(references),
        ]))
    let results = try southbound.transact(operations)
    guard case .inserted(let uuid)? = results.last else { throw LabError("\(results)") }
    return uuid
  }

  func setSequenceNumber(_ number: Int) throws {
    let uuid = try #require(southbound.rows(Southbound.SBGlobal.self).keys.first)
    try southbound.transact(.update("SB_Global", uuid, ["nb_cfg": number.json]))
  }
}

// What the databases say.
extension ChassisLab {
  func uuid(of chassis: String) throws -> UUID {
    try #require(
      southbound.rows(Southbound.Chassis.self).first { $0.value.name == chassis }?.key)
  }

  func chassis(_ name: String) -> Southbound.Chassis? {
    southbound.rows(Southbound.Chassis.self).values.first { $0.name == name }
  }

  func companion(_ name: String) -> Southbound.ChassisPrivate? {
    southbound.rows(Southbound.ChassisPrivate.self).values.first { $0.name == name }
  }

  /// The encaps of a chassis, as `geneve 192.0.2.1 csum=true`.
  func encaps(_ name: String) -> [String] {
    let rows = southbound.rows(Southbound.Encap.self)
    return (chassis(name)?.encaps ?? []).compactMap { rows[$0] }
      .map { "\($0.type) \($0.ip) csum=\($0.options["csum"] ?? "")" }.sorted()
  }

  func port(_ name: String) -> Southbound.PortBinding? {
    southbound.rows(Southbound.PortBinding.self).values.first { $0.logicalPort == name }
  }

  /// The name of the chassis that has a port.
  func holder(_ port: String) -> String? {
    self.port(port)?.chassis.flatMap { southbound.rows(Southbound.Chassis.self)[$0]?.name }
  }

  func interface(_ port: String, on chassis: String) throws -> OpenVSwitch.Interface? {
    try vswitch(chassis).rows(OpenVSwitch.Interface.self).values
      .first { $0.externalIDs["iface-id"] == port }
  }

  /// Whether every chassis that runs, derived anew, wants nothing written.
  var isAtRest: Bool {
    lab.processes.allSatisfy { process in
      guard let chassis = process.program as? Chassis else { return true }
      chassis.controller.recompute()
      chassis.controller.derive()
      chassis.tunnels.recompute()
      return chassis.tunnels.advance(now: lab.now) == nil && chassis.isConverged
    }
  }
}
