import OVNModel
import OVSDB
import Replica

/// What tunnels are derived from in a zone's Southbound database.
final class TunnelSouthboundTables {
  let replica = DatabaseReplica(name: Southbound.name)

  let globals: TableReplica<Southbound.SBGlobal>
  let chassis: TableReplica<Southbound.Chassis>
  let encaps: TableReplica<Southbound.Encap>
  let groups: TableReplica<Southbound.HAChassisGroup>
  let groupMembers: TableReplica<Southbound.HAChassis>

  /// All rows of SB_Global, of which there is one.
  let anyGlobal: Index<Southbound.SBGlobal, Int>
  let chassisByName: Index<Southbound.Chassis, String>

  init(log: FactLog) {
    globals = TableReplica(log: log, columns: [\.ipsec, \.options])
    chassis = TableReplica(
      log: log, columns: [\.name, \.encaps, \.otherConfig, \.transportZones], keepsChanges: true)
    encaps = TableReplica(log: log, columns: [\.type, \.ip, \.options])
    groups = TableReplica(log: log, columns: [\.haChassis, \.refChassis], keepsChanges: true)
    groupMembers = TableReplica(log: log, columns: [\.chassis])
    anyGlobal = Index(on: globals) { _ in 0 }
    chassisByName = Index(on: chassis) { $0.name }
    replica.add(globals)
    replica.add(chassis)
    replica.add(encaps)
    replica.add(groups)
    replica.add(groupMembers)
  }
}

/// What there is of tunnels in a chassis's Open vSwitch.
final class TunnelSwitchTables {
  let replica = DatabaseReplica(name: OpenVSwitch.name)

  let configurations: TableReplica<OpenVSwitch.Configuration>
  let bridges: TableReplica<OpenVSwitch.Bridge>
  let ports: TableReplica<TunnelPort>
  let interfaces: TableReplica<TunnelInterface>

  /// All rows of Open_vSwitch, of which there is one.
  let anyConfiguration: Index<OpenVSwitch.Configuration, Int>
  let bridgesByName: Index<OpenVSwitch.Bridge, String>
  let bridgeOfPort: OwnerIndex<OpenVSwitch.Bridge>
  let portsByName: Index<TunnelPort, String>
  let interfacesByName: Index<TunnelInterface, String>
  /// Ports that are tunnels, by the chassis that they lead to.
  let portsByPeer: Index<TunnelPort, String>

  init(log: FactLog) {
    configurations = TableReplica(log: log, columns: [\.externalIDs, \.otherConfig])
    bridges = TableReplica(log: log, columns: [\.name, \.ports])
    ports = TableReplica(log: log, keepsChanges: true)
    interfaces = TableReplica(log: log)
    anyConfiguration = Index(on: configurations) { _ in 0 }
    bridgesByName = Index(on: bridges) { $0.name }
    bridgeOfPort = OwnerIndex(on: bridges, column: "ports", \.ports, keepsChanges: false)
    portsByName = Index(on: ports) { $0.name }
    interfacesByName = Index(on: interfaces) { $0.name }
    portsByPeer = Index(on: ports) { $0.peer }
    replica.add(configurations)
    replica.add(bridges)
    replica.add(ports)
    replica.add(interfaces)
  }
}
