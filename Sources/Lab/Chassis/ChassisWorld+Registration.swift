internal import JSON
internal import OVNModel
internal import OVSDB
internal import Reconcile
internal import Tunnels

/// The rows by which a zone knows a chassis: Chassis, its Encap rows, Chassis_Private.
///
/// They are found by the chassis's name. Those of an earlier name are left to the operator, and keep
/// the new ones out as long as they hold the same encaps: as ovn-controller 23.03 does.
extension ChassisWorld {
  func registration() -> [ChassisDatabase: [OVSDB.Operation]] {
    guard let configuration = readConfiguration() else { return [:] }
    let own = reads.first(configuration.name, in: sb.chassisByName)
    let companion = reads.first(configuration.name, in: sb.privatesByName)
    if readIsLeaving() {
      return [
        .southbound: (own.map { [.delete("Chassis", $0.uuid)] } ?? [])
          + (companion.map { [.delete("Chassis_Private", $0.uuid)] } ?? [])
      ]
    }
    // The bridge says what its datapath is; without one ovn-controller goes on as well.
    let datapathType =
      readBridge().flatMap { reads.row($0, in: vswitch.bridges) }?.datapathType ?? ""
    let operations =
      own.map { update($0, configuration, datapathType) } ?? insert(configuration, datapathType)
    return [.southbound: operations + keep(companion, of: own?.uuid, configuration)]
  }

  private func insert(
    _ configuration: ChassisConfiguration, _ datapathType: String
  ) -> [OVSDB.Operation] {
    var chassis = Southbound.Chassis()
    chassis.name = configuration.name
    chassis.hostname = hostname(of: configuration)
    chassis.otherConfig = configuration.otherConfig(datapathType: datapathType)
    chassis.transportZones = configuration.transportZones
    let encaps = insertEncaps(configuration)
    var columns = Southbound.Chassis.table.json(of: chassis)
    columns["encaps"] = .set(encaps.references)
    return encaps.operations + [.insert(table: "Chassis", row: columns, name: "chassis")]
  }

  private func hostname(of configuration: ChassisConfiguration) -> String {
    configuration.options["hostname"] ?? hostname
  }

  private func update(
    _ chassis: (uuid: UUID, row: Southbound.Chassis), _ configuration: ChassisConfiguration,
    _ datapathType: String
  ) -> [OVSDB.Operation] {
    var operations: [OVSDB.Operation] = []
    var columns: [String: JSON] = [:]
    let hostname = hostname(of: configuration)
    if chassis.row.hostname != hostname { columns["hostname"] = .string(hostname) }
    if chassis.row.transportZones != configuration.transportZones {
      columns["transport_zones"] = configuration.transportZones.json
    }
    let config = configuration.otherConfig(datapathType: datapathType)
      .filter { chassis.row.otherConfig[$0.key] != $0.value }
    if !config.isEmpty {
      operations.append(.setKeys("Chassis", chassis.uuid, "other_config", config))
    }
    if !hasEncaps(chassis.row, configuration) {
      let encaps = insertEncaps(configuration)
      operations.append(.require("Chassis", chassis.uuid, "encaps", chassis.row.encaps.json))
      operations += encaps.operations
      columns["encaps"] = .set(encaps.references)
    }
    return columns.isEmpty
      ? operations : operations + [.update("Chassis", chassis.uuid, columns)]
  }

  /// Whether the encaps are each type with each address.
  private func hasEncaps(
    _ chassis: Southbound.Chassis, _ configuration: ChassisConfiguration
  ) -> Bool {
    let rows = chassis.encaps.compactMap { reads.row($0, in: sb.encaps) }
    return rows.count == configuration.encapTypes.count * configuration.encapIPs.count
      && rows.allSatisfy {
        $0.chassisName == configuration.name && configuration.encapTypes.contains($0.type)
          && configuration.encapIPs.contains($0.ip)
          && $0.options[ChassisKey.checksum] == configuration.checksum
      }
  }

  private func insertEncaps(
    _ configuration: ChassisConfiguration
  ) -> (operations: [OVSDB.Operation], references: [JSON]) {
    var encap = Southbound.Encap()
    encap.chassisName = configuration.name
    encap.options = [ChassisKey.checksum: configuration.checksum]
    var operations: [OVSDB.Operation] = []
    var references: [JSON] = []
    for ip in configuration.encapIPs {
      for type in configuration.encapTypes {
        encap.ip = ip
        encap.type = type
        let name = "encap\(operations.count)"
        operations.append(
          .insert(table: "Encap", row: Southbound.Encap.table.json(of: encap), name: name))
        references.append(.namedUUID(name))
      }
    }
    return (operations, references)
  }

  private func keep(
    _ companion: (uuid: UUID, row: Southbound.ChassisPrivate)?, of chassis: UUID?,
    _ configuration: ChassisConfiguration
  ) -> [OVSDB.Operation] {
    let reference: JSON = chassis.map { .uuid($0) } ?? .namedUUID("chassis")
    guard let companion else {
      return [
        .insert(
          table: "Chassis_Private",
          row: ["name": .string(configuration.name), "chassis": reference])
      ]
    }
    if chassis != nil, companion.row.chassis == chassis { return [] }
    return [.update("Chassis_Private", companion.uuid, ["chassis": reference])]
  }
}
