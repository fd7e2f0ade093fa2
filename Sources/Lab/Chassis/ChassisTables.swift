internal import OVNModel
internal import OVSDB
internal import Replica

/// What a chassis reads of its zone's Southbound database.
final class ChassisSouthboundTables {
  let replica = DatabaseReplica(name: Southbound.name)

  let globals: TableReplica<Southbound.SBGlobal>
  let chassis: TableReplica<Southbound.Chassis>
  let privates: TableReplica<Southbound.ChassisPrivate>
  let encaps: TableReplica<Southbound.Encap>
  let portBindings: TableReplica<Southbound.PortBinding>
  let groups: TableReplica<Southbound.HAChassisGroup>
  let groupMembers: TableReplica<Southbound.HAChassis>
  let gatewayChassis: TableReplica<Southbound.GatewayChassis>

  let chassisByName: Index<Southbound.Chassis, String>
  let privatesByName: Index<Southbound.ChassisPrivate, String>
  let portBindingsByName: Index<Southbound.PortBinding, String>

  init(log: FactLog) {
    globals = TableReplica(log: log, columns: [\.nbCfg])
    chassis = TableReplica(
      log: log, columns: [\.name, \.hostname, \.encaps, \.otherConfig, \.transportZones])
    privates = TableReplica(
      log: log, columns: [\.name, \.chassis, \.nbCfg])
    encaps = TableReplica(log: log)
    portBindings = TableReplica(
      log: log,
      columns: [
        \.logicalPort, \.type, \.gatewayChassis, \.haChassisGroup, \.options, \.parentPort,
        \.virtualParent, \.chassis, \.additionalChassis, \.encap, \.additionalEncap, \.up,
        \.requestedChassis, \.requestedAdditionalChassis,
      ], keepsChanges: true)
    groups = TableReplica(log: log, columns: [\.name, \.haChassis, \.refChassis])
    groupMembers = TableReplica(log: log, columns: [\.chassis, \.priority])
    gatewayChassis = TableReplica(log: log, columns: [\.name, \.chassis, \.priority])
    chassisByName = Index(on: chassis) { $0.name }
    privatesByName = Index(on: privates) { $0.name }
    portBindingsByName = Index(on: portBindings) { $0.logicalPort }
    replica.add(globals)
    replica.add(chassis)
    replica.add(privates)
    replica.add(encaps)
    replica.add(portBindings)
    replica.add(groups)
    replica.add(groupMembers)
    replica.add(gatewayChassis)
  }
}

/// What a chassis reads of its own Open vSwitch.
final class ChassisSwitchTables {
  let replica = DatabaseReplica(name: OpenVSwitch.name)

  let configurations: TableReplica<OpenVSwitch.Configuration>
  let bridges: TableReplica<OpenVSwitch.Bridge>
  let ports: TableReplica<ChassisPort>
  let interfaces: TableReplica<ChassisInterface>

  let bridgesByName: Index<OpenVSwitch.Bridge, String>
  let bridgeOfPort: OwnerIndex<OpenVSwitch.Bridge>
  let portOfInterface: OwnerIndex<ChassisPort>
  /// Interfaces by the logical port that they are (`external_ids:iface-id`).
  let interfacesByLogicalPort: Index<ChassisInterface, String>

  init(log: FactLog) {
    configurations = TableReplica(
      log: log, columns: [\.externalIDs, \.otherConfig, \.ifaceTypes, \.datapaths],
      keepsChanges: true)
    bridges = TableReplica(
      log: log, columns: [\.name, \.ports, \.datapathType, \.failMode, \.externalIDs],
      keepsChanges: true)
    ports = TableReplica(log: log)
    interfaces = TableReplica(log: log, keepsChanges: true)
    bridgesByName = Index(on: bridges) { $0.name }
    bridgeOfPort = OwnerIndex(on: bridges, column: "ports", \.ports, keepsChanges: false)
    portOfInterface = OwnerIndex(
      on: ports, column: "interfaces", \.interfaces, keepsChanges: false)
    interfacesByLogicalPort = Index(on: interfaces) { $0.externalIDs[ChassisKey.logicalPort] }
    replica.add(configurations)
    replica.add(bridges)
    replica.add(ports)
    replica.add(interfaces)
  }
}
