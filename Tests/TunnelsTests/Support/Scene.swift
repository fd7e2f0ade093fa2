import JSON
import OVNModel
import OVSDB
import Replica
import Testing
import Transactions

@testable import Tunnels

/// A chassis `me` with its Open vSwitch, and a zone with other chassis.
final class Scene {
  let southbound: TestDatabase
  let vswitch: TestDatabase
  let controller = TunnelController()
  private var time = Duration.zero

  init(_ externalIDs: [String: String] = [:], seed: UInt64 = 1) throws {
    southbound = TestDatabase(Self.southboundSchema, seed: seed)
    vswitch = TestDatabase(OpenVSwitch.schema, seed: seed &+ 1)
    try southbound.insert(Southbound.SBGlobal())
    var row = OpenVSwitch.Configuration()
    row.externalIDs = ["system-id": "me"].merging(externalIDs) { $1 }
    try vswitch.insert(row)
    try addBridge("br-int")
    for database in ChassisDatabase.allCases { controller.setSynchronised(true, database) }
  }

  /// A chassis that has just been started on databases that there are.
  init(southbound: TestDatabase, vswitch: TestDatabase) {
    self.southbound = southbound
    self.vswitch = vswitch
    for database in ChassisDatabase.allCases { controller.setSynchronised(true, database) }
  }

  /// With the encap type that releases before 24.03 allow as well.
  private static let southboundSchema: DatabaseSchema = {
    var schema = Southbound.schema
    schema.tables["Encap"]?.columns["type"]?.type.key = .string(.oneOf(["geneve", "stt", "vxlan"]))
    return schema
  }()

  /// Lets the controller do what it wants, until it wants nothing.
  func settle() throws {
    for _ in 0..<20 {
      time += .seconds(120)
      feed(controller)
      guard let operations = controller.advance(now: time) else {
        return #expect(controller.isConverged)
      }
      let result = try vswitch.attempt(operations)
      feed(controller)
      let outcome: TransactionVerdict =
        result.failure.map { .failed($0.error, operation: $0.operation) } ?? .committed
      controller.transactionFinished(outcome, now: time)
    }
    Issue.record("no end: \(controller.wanted) \(controller.takeMessages())")
  }

  func feed(_ controller: TunnelController) {
    controller.replaceContents(
      of: .southbound, with: southbound.everything, format: .update2)
    controller.replaceContents(of: .vswitch, with: vswitch.everything, format: .update2)
  }

  /// Whether a controller that has just been started wants nothing.
  var isAtRest: Bool {
    let fresh = TunnelController()
    for database in ChassisDatabase.allCases { fresh.setSynchronised(true, database) }
    feed(fresh)
    fresh.derive()
    return fresh.wanted.isEmpty
  }
}

// What others write.
extension Scene {
  /// Adds a chassis with encaps such as `geneve 192.0.2.1`, whose options may follow: `csum=true`.
  @discardableResult
  func addChassis(
    _ name: String, _ encaps: String..., config: [String: String] = [:], zones: Set<String> = []
  ) throws -> UUID {
    try addChassis(name, encaps: encaps, config: config, zones: zones)
  }

  @discardableResult
  func addChassis(
    _ name: String, encaps: [String], config: [String: String] = [:], zones: Set<String> = []
  ) throws -> UUID {
    let inserts = insertEncaps(encaps, of: name)
    var chassis = Southbound.Chassis()
    chassis.name = name
    chassis.otherConfig = config
    chassis.transportZones = zones
    var columns = Southbound.Chassis.table.json(of: chassis)
    columns["encaps"] = .set(inserts.references)
    let results = try southbound.transact(
      inserts.operations + [.insert(table: "Chassis", row: columns)])
    guard case .inserted(let uuid)? = results.last else { throw DatabaseError(error: "\(results)") }
    return uuid
  }

  func setEncaps(of name: String, _ encaps: [String]) throws {
    let inserts = insertEncaps(encaps, of: name)
    let uuid = try self.uuid(of: name)
    try southbound.transact(
      inserts.operations + [.update("Chassis", uuid, ["encaps": .set(inserts.references)])])
  }

  private func insertEncaps(
    _ encaps: [String], of chassis: String
  ) -> (operations: [OVSDB.Operation], references: [JSON]) {
    var operations: [OVSDB.Operation] = []
    for (index, text) in encaps.enumerated() {
      let words = text.split(separator: " ").map(String.init)
      var encap = Southbound.Encap()
      encap.type = words[0]
      encap.ip = words[1]
      encap.chassisName = chassis
      for option in words.dropFirst(2).map({ $0.split(separator: "=") }) {
        encap.options[String(option[0])] = String(option[1])
      }
      operations.append(
        .insert(
          table: "Encap", row: Southbound.Encap.table.json(of: encap), name: "encap\(index)"))
    }
    return (operations, encaps.indices.map { .namedUUID("encap\($0)") })
  }

  func uuid(of chassis: String) throws -> UUID {
    try #require(
      southbound.rows(Southbound.Chassis.self).first { $0.value.name == chassis }?.key)
  }

  func addGroup(_ members: [String], serving served: [String] = []) throws {
    let names = members.indices.map { "member\($0)" }
    var operations: [OVSDB.Operation] = []
    for (name, chassis) in zip(names, members) {
      operations.append(
        .insert(
          table: "HA_Chassis", row: ["chassis": .uuid(try uuid(of: chassis))], name: name))
    }
    let references = try served.map { JSON.uuid(try uuid(of: $0)) }
    let count = try southbound.rows(Southbound.HAChassisGroup.self).count
    operations.append(
      .insert(
        table: "HA_Chassis_Group",
        row: [
          "name": "group\(count)".json, "ha_chassis": .set(names.map { .namedUUID($0) }),
          "ref_chassis": .set(references),
        ]))
    try southbound.transact(operations)
  }

  /// Changes SB_Global.
  func setGlobal(_ columns: [String: JSON]) throws {
    try southbound.transact([.update(table: "SB_Global", where: [], row: columns)])
  }

  /// Sets keys of a map column of the one Open_vSwitch row; nil removes.
  func configure(_ values: [String: String?], column: String = "external_ids") throws {
    let uuid = try #require(vswitch.rows(OpenVSwitch.Configuration.self).keys.first)
    try vswitch.transact([.setKeys("Open_vSwitch", uuid, column, values)])
  }

  func addBridge(_ name: String) throws {
    let uuid = try #require(vswitch.rows(OpenVSwitch.Configuration.self).keys.first)
    try vswitch.transact([
      .insert(table: "Bridge", row: ["name": name.json], name: "bridge"),
      .attach([.namedUUID("bridge")], to: "bridges", of: "Open_vSwitch", uuid),
    ])
  }

  /// Adds a port with an interface of its name, and options.
  func addPort(
    _ name: String, to bridge: String = "br-int", id: String? = nil, type: String = "",
    options: [String: String] = [:]
  ) throws {
    let uuid = try #require(
      vswitch.rows(OpenVSwitch.Bridge.self).first { $0.value.name == bridge }?.key)
    var interface = OpenVSwitch.Interface()
    interface.name = name
    interface.type = type
    interface.options = options
    var port: [String: JSON] = ["name": name.json, "interfaces": .namedUUID("interface")]
    if let id { port["external_ids"] = ["ovn-chassis-id": id].json }
    try vswitch.transact([
      .insert(
        table: "Interface", row: OpenVSwitch.Interface.table.json(of: interface), name: "interface"),
      .insert(table: "Port", row: port, name: "port"),
      .attach([.namedUUID("port")], to: "ports", of: "Bridge", uuid),
    ])
  }
}

// What there is.
extension Scene {
  /// The tunnels of a bridge by their names: `ID type option=value …`, and `bfd`.
  func tunnels(of bridge: String = "br-int") throws -> [String: String] {
    let interfaces = try vswitch.rows(OpenVSwitch.Interface.self)
    let ports = try vswitch.rows(OpenVSwitch.Port.self)
    let row = try vswitch.rows(OpenVSwitch.Bridge.self).values.first { $0.name == bridge }
    var tunnels: [String: String] = [:]
    for port in (row?.ports ?? []).compactMap({ ports[$0] }) {
      guard let id = port.externalIDs["ovn-chassis-id"] else { continue }
      for interface in port.interfaces.compactMap({ interfaces[$0] }) {
        #expect(interface.name == port.name)
        let words = interface.options.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let bfd = interface.bfd.sorted { $0.key < $1.key }.map { "bfd:\($0.key)=\($0.value)" }
        tunnels[port.name] = ([id, interface.type] + words + bfd).joined(separator: " ")
      }
    }
    return tunnels
  }
}
