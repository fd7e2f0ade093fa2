import OVNModel
import OVSDB
import Replica

/// The zone's Southbound database: what the compiler writes, and what chassis tell.
final class SouthboundTables {
  let replica = DatabaseReplica(name: ZoneDatabase.southbound.rawValue)

  let globals: TableReplica<Southbound.SBGlobal>
  let chassis: TableReplica<Southbound.Chassis>
  let chassisPrivate: TableReplica<Southbound.ChassisPrivate>
  let encaps: TableReplica<Southbound.Encap>
  let datapathBindings: TableReplica<Southbound.DatapathBinding>
  let portBindings: TableReplica<Southbound.PortBinding>
  let logicalFlows = SouthboundFlows()
  let datapathGroups: TableReplica<Southbound.LogicalDPGroup>
  let multicastGroups: TableReplica<Southbound.MulticastGroup>
  let haChassis: TableReplica<Southbound.HAChassis>
  let haChassisGroups: TableReplica<Southbound.HAChassisGroup>
  let gatewayChassis: TableReplica<Southbound.GatewayChassis>
  let addressSets: TableReplica<Southbound.AddressSet>
  let portGroups: TableReplica<Southbound.PortGroup>
  let bfds: TableReplica<Southbound.BFD>
  let dhcpOptions: TableReplica<Southbound.DHCPOptions>
  let dhcpv6Options: TableReplica<Southbound.DHCPv6Options>
  let dns: TableReplica<Southbound.DNS>
  let fdb: TableReplica<Southbound.FDB>
  let igmpGroups: TableReplica<Southbound.IGMPGroup>
  let ipMulticast: TableReplica<Southbound.IPMulticast>
  let loadBalancers: TableReplica<Southbound.LoadBalancer>
  let macBindings: TableReplica<Southbound.MACBinding>
  let meters: TableReplica<Southbound.Meter>
  let meterBands: TableReplica<Southbound.MeterBand>
  let mirrors: TableReplica<Southbound.Mirror>
  let rbacPermissions: TableReplica<Southbound.RBACPermission>
  let rbacRoles: TableReplica<Southbound.RBACRole>
  let serviceMonitors: TableReplica<Southbound.ServiceMonitor>
  let staticMACBindings: TableReplica<Southbound.StaticMACBinding>
  let templateVariables: TableReplica<Southbound.ChassisTemplateVar>

  let chassisByName: Index<Southbound.Chassis, String>
  let chassisByHostname: Index<Southbound.Chassis, String>
  let encapsByType: Index<Southbound.Encap, String>
  /// Datapath bindings by the Northbound switch or router they stand for.
  let datapathsByNorthbound: Index<Southbound.DatapathBinding, UUID>
  let datapathsByKey: Index<Southbound.DatapathBinding, Int>
  let portBindingsByName: Index<Southbound.PortBinding, String>
  let portBindingsByKey: Index<Southbound.PortBinding, KeyInDatapath>
  /// Groups of datapaths by a digest of their members.
  let groupsByMembers: Index<Southbound.LogicalDPGroup, UUID>
  let multicastGroupsByName: Index<Southbound.MulticastGroup, NameInDatapath>
  let multicastGroupOfPort: OwnerIndex<Southbound.MulticastGroup>
  let haChassisGroupsByName: Index<Southbound.HAChassisGroup, String>
  let bfdsByTarget: Index<Southbound.BFD, BFDTarget>
  let bfdsBySourcePort: Index<Southbound.BFD, Int>
  let mirrorsByName: Index<Southbound.Mirror, String>
  /// Rows of DNS by what they say of the Northbound row that they are for.
  let dnsByIdentity: Index<Southbound.DNS, String>
  let staticMACBindingsByTarget: Index<Southbound.StaticMACBinding, NeighborTarget>
  let multicastGroupsByKey: Index<Southbound.MulticastGroup, KeyInDatapath>
  let igmpGroupsByDatapath: Index<Southbound.IGMPGroup, UUID>
  let ipMulticastByDatapath: Index<Southbound.IPMulticast, UUID>
  let metersByName: Index<Southbound.Meter, String>
  let addressSetsByName: Index<Southbound.AddressSet, String>
  let portGroupsByName: Index<Southbound.PortGroup, String>
  let templateVariablesByChassis: Index<Southbound.ChassisTemplateVar, String>
  /// Rows of Load_Balancer by the Northbound balancer they stand for.
  let balancersByNorthbound: Index<Southbound.LoadBalancer, UUID>
  let monitorsByTarget: Index<Southbound.ServiceMonitor, MonitoredBackend>

  init(log: FactLog) {
    globals = TableReplica(log: log)
    chassis = TableReplica(
      log: log, columns: [\.name, \.hostname, \.encaps, \.nbCfg, \.otherConfig])
    chassisPrivate = TableReplica(log: log)
    encaps = TableReplica(log: log, columns: [\.type, \.ip, \.chassisName])
    datapathBindings = TableReplica(
      log: log, columns: [\.tunnelKey, \.loadBalancers, \.externalIDs])
    portBindings = TableReplica(log: log)
    datapathGroups = TableReplica(log: log)
    multicastGroups = TableReplica(log: log)
    haChassis = TableReplica(log: log)
    haChassisGroups = TableReplica(log: log)
    gatewayChassis = TableReplica(log: log)
    addressSets = TableReplica(log: log)
    portGroups = TableReplica(log: log)
    bfds = TableReplica(log: log)
    dhcpOptions = TableReplica(log: log)
    dhcpv6Options = TableReplica(log: log)
    dns = TableReplica(log: log)
    fdb = TableReplica(log: log)
    igmpGroups = TableReplica(log: log)
    ipMulticast = TableReplica(log: log)
    loadBalancers = TableReplica(log: log)
    macBindings = TableReplica(log: log)
    meters = TableReplica(log: log)
    meterBands = TableReplica(log: log)
    mirrors = TableReplica(log: log)
    rbacPermissions = TableReplica(log: log)
    rbacRoles = TableReplica(log: log)
    serviceMonitors = TableReplica(log: log)
    staticMACBindings = TableReplica(log: log)
    templateVariables = TableReplica(log: log)

    chassisByName = Index(on: chassis) { $0.name }
    chassisByHostname = Index(on: chassis) { $0.hostname }
    encapsByType = Index(on: encaps) { $0.type }
    datapathsByNorthbound = Index(on: datapathBindings) { $0.northboundUUID }
    datapathsByKey = Index(on: datapathBindings) { $0.tunnelKey }
    portBindingsByName = Index(on: portBindings) { $0.logicalPort }
    portBindingsByKey = Index(on: portBindings) {
      KeyInDatapath(datapath: $0.datapath, key: $0.tunnelKey)
    }
    groupsByMembers = Index(on: datapathGroups) { groupDigest(of: $0.datapaths) }
    multicastGroupsByName = Index(on: multicastGroups) {
      NameInDatapath(datapath: $0.datapath, name: $0.name)
    }
    multicastGroupOfPort = OwnerIndex(
      on: multicastGroups, column: "ports", \.ports, keepsChanges: false)
    haChassisGroupsByName = Index(on: haChassisGroups) { $0.name }
    bfdsByTarget = Index(on: bfds) { BFDTarget(port: $0.logicalPort, address: $0.dstIP) }
    bfdsBySourcePort = Index(on: bfds) { $0.srcPort }
    mirrorsByName = Index(on: mirrors) { $0.name }
    dnsByIdentity = Index(on: dns) { $0.externalIDs[Key.dnsIdentity] }
    staticMACBindingsByTarget = Index(on: staticMACBindings) {
      NeighborTarget(port: $0.logicalPort, address: $0.ip)
    }
    multicastGroupsByKey = Index(on: multicastGroups) {
      KeyInDatapath(datapath: $0.datapath, key: $0.tunnelKey)
    }
    igmpGroupsByDatapath = Index(on: igmpGroups) { $0.datapath }
    ipMulticastByDatapath = Index(on: ipMulticast) { $0.datapath }
    metersByName = Index(on: meters) { $0.name }
    addressSetsByName = Index(on: addressSets) { $0.name }
    portGroupsByName = Index(on: portGroups) { $0.name }
    templateVariablesByChassis = Index(on: templateVariables) { $0.chassis }
    balancersByNorthbound = Index(on: loadBalancers) { $0.northboundUUID }
    monitorsByTarget = Index(on: serviceMonitors) { MonitoredBackend($0) }
    addTables()
  }

  private func addTables() {
    replica.add(globals)
    replica.add(chassis)
    replica.add(chassisPrivate)
    replica.add(encaps)
    replica.add(datapathBindings)
    replica.add(portBindings)
    replica.add(logicalFlows)
    replica.add(datapathGroups)
    replica.add(multicastGroups)
    replica.add(haChassis)
    replica.add(haChassisGroups)
    replica.add(gatewayChassis)
    replica.add(addressSets)
    replica.add(portGroups)
    replica.add(bfds)
    replica.add(dhcpOptions)
    replica.add(dhcpv6Options)
    replica.add(dns)
    replica.add(fdb)
    replica.add(igmpGroups)
    replica.add(ipMulticast)
    replica.add(loadBalancers)
    replica.add(macBindings)
    replica.add(meters)
    replica.add(meterBands)
    replica.add(mirrors)
    replica.add(rbacPermissions)
    replica.add(rbacRoles)
    replica.add(serviceMonitors)
    replica.add(staticMACBindings)
    replica.add(templateVariables)
  }
}

/// A tunnel key within its datapath.
struct KeyInDatapath: Hashable {
  let datapath: UUID
  let key: Int
}

/// The name of a multicast group within its datapath.
struct NameInDatapath: Hashable {
  let datapath: UUID
  let name: String
}

extension Southbound.DatapathBinding {
  /// The Northbound row of the datapath.
  var northboundUUID: UUID? {
    (externalIDs[Key.logicalSwitch] ?? externalIDs[Key.logicalRouter]).flatMap { UUID($0) }
  }
}
