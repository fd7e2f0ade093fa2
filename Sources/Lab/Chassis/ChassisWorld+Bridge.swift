internal import JSON
internal import OVNModel
internal import OVSDB
internal import Reconcile
internal import Tunnels

/// The integration bridge, which a chassis makes if there is none, and what it keeps in the switch.
extension ChassisWorld {
  func integrationBridge() -> [ChassisDatabase: [OVSDB.Operation]] {
    guard let (uuid, row) = readSwitch() else { return [:] }
    let options = ChassisOptions(externalIDs: row.externalIDs)
    if readIsLeaving() { return [.vswitch: forgetIndex(uuid, row, options)] }
    let bridge = reads.first(options.bridge, in: vswitch.bridgesByName)
    let wanted = options["ovn-bridge-datapath-type"] ?? bridge?.row.datapathType ?? ""
    let type = wanted.isEmpty ? "system" : wanted
    var operations = bridge.map { adjust($0, type) } ?? insertBridge(options.bridge, uuid, type)
    if row.datapaths[type] == nil { operations += insertDatapath(type, uuid) }
    operations += settle(uuid, row, options)
    return [.vswitch: operations]
  }

  private func insertBridge(
    _ name: String, _ switchUUID: UUID, _ datapathType: String
  ) -> [OVSDB.Operation] {
    var interface = OpenVSwitch.Interface()
    interface.name = name
    interface.type = "internal"
    var port = OpenVSwitch.Port.table.json(of: OpenVSwitch.Port())
    port["name"] = .string(name)
    port["interfaces"] = .namedUUID("interface")
    var bridge = OpenVSwitch.Bridge()
    bridge.name = name
    bridge.failMode = "secure"
    bridge.datapathType = datapathType
    bridge.otherConfig = ["disable-in-band": "true"]
    var columns = OpenVSwitch.Bridge.table.json(of: bridge)
    columns["ports"] = .namedUUID("port")
    return [
      .requireNone("Bridge", where: [Condition("name", .equal, .string(name))]),
      .insert(
        table: "Interface", row: OpenVSwitch.Interface.table.json(of: interface), name: "interface"),
      .insert(table: "Port", row: port, name: "port"),
      .insert(table: "Bridge", row: columns, name: "bridge"),
      .attach([.namedUUID("bridge")], to: "bridges", of: "Open_vSwitch", switchUUID),
    ]
  }

  private func adjust(
    _ bridge: (uuid: UUID, row: OpenVSwitch.Bridge), _ datapathType: String
  ) -> [OVSDB.Operation] {
    var columns: [String: JSON] = [:]
    if bridge.row.datapathType != datapathType { columns["datapath_type"] = .string(datapathType) }
    if bridge.row.failMode != "secure" { columns["fail_mode"] = .string("secure") }
    return columns.isEmpty ? [] : [.update("Bridge", bridge.uuid, columns)]
  }

  private func insertDatapath(_ type: String, _ switchUUID: UUID) -> [OVSDB.Operation] {
    let entry = JSON.map([(.string(type), .namedUUID("datapath"))])
    return [
      .insert(table: "Datapath", row: [:], name: "datapath"),
      .mutate(
        table: "Open_vSwitch", where: [.uuid(equals: switchUUID)],
        mutations: [Mutation("datapaths", .insert, entry)]),
    ]
  }

  /// Allows any number of VLAN tags, and gives the chassis an index: none for the first of a switch.
  private func settle(
    _ uuid: UUID, _ row: OpenVSwitch.Configuration, _ options: ChassisOptions
  ) -> [OVSDB.Operation] {
    var values: [String: String?] = [:]
    if row.otherConfig[ChassisKey.vlanLimit] != "0" { values[ChassisKey.vlanLimit] = "0" }
    if let chassis = options.chassis {
      let key = ChassisKey.index(of: chassis)
      if row.otherConfig[key] == nil { values[key] = freeIndex(row) }
    }
    return values.isEmpty ? [] : [.setKeys("Open_vSwitch", uuid, "other_config", values)]
  }

  private func freeIndex(_ row: OpenVSwitch.Configuration) -> String {
    let used = row.otherConfig.filter { $0.key.hasPrefix(ChassisKey.index(of: "")) }.values
    return ([""] + "0123456789abcdefghijklmnopqrstuvwxyz".map(String.init))
      .first { !used.contains($0) } ?? ""
  }

  private func forgetIndex(
    _ uuid: UUID, _ row: OpenVSwitch.Configuration, _ options: ChassisOptions
  ) -> [OVSDB.Operation] {
    guard let key = options.chassis.map(ChassisKey.index(of:)), row.otherConfig[key] != nil else {
      return []
    }
    return [.setKeys("Open_vSwitch", uuid, "other_config", [key: nil])]
  }
}
