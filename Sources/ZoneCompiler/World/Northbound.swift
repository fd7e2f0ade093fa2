import OVNModel
import OVSDB
import Replica

/// The zone's Northbound database: what the operator wants.
///
/// Sets of a switch's or router's parts are followed by an owner index and must not be read from the
/// row: a derivation that did would not run again when the set changes.
final class NorthboundTables {
  let replica = DatabaseReplica(name: ZoneDatabase.northbound.rawValue)

  let globals: TableReplica<Northbound.NBGlobal>
  let switches: TableReplica<Northbound.LogicalSwitch>
  let switchPorts: TableReplica<Northbound.LogicalSwitchPort>
  let routers: TableReplica<Northbound.LogicalRouter>
  let routerPorts: TableReplica<Northbound.LogicalRouterPort>
  let acls: TableReplica<Northbound.ACL>
  let addressSets: TableReplica<Northbound.AddressSet>
  let bfds: TableReplica<Northbound.BFD>
  let copps: TableReplica<Northbound.Copp>
  let dhcpOptions: TableReplica<Northbound.DHCPOptions>
  let dns: TableReplica<Northbound.DNS>
  let forwardingGroups: TableReplica<Northbound.ForwardingGroup>
  let gatewayChassis: TableReplica<Northbound.GatewayChassis>
  let haChassis: TableReplica<Northbound.HAChassis>
  let haChassisGroups: TableReplica<Northbound.HAChassisGroup>
  let loadBalancers: TableReplica<Northbound.LoadBalancer>
  let loadBalancerGroups: TableReplica<Northbound.LoadBalancerGroup>
  let healthChecks: TableReplica<Northbound.LoadBalancerHealthCheck>
  let meters: TableReplica<Northbound.Meter>
  let meterBands: TableReplica<Northbound.MeterBand>
  let mirrors: TableReplica<Northbound.Mirror>
  let nats: TableReplica<Northbound.NAT>
  let policies: TableReplica<Northbound.LogicalRouterPolicy>
  let portGroups: TableReplica<Northbound.PortGroup>
  let qos: TableReplica<Northbound.QoS>
  let staticMACBindings: TableReplica<Northbound.StaticMACBinding>
  let staticRoutes: TableReplica<Northbound.LogicalRouterStaticRoute>
  let templateVariables: TableReplica<Northbound.ChassisTemplateVar>

  let switchPortsByName: Index<Northbound.LogicalSwitchPort, String>
  /// Ports of type `router` by the router port that they name.
  let switchPortsByRouterPort: Index<Northbound.LogicalSwitchPort, String>
  /// Ports of type `virtual` by name: who asks whether a port is one does not read its row.
  let virtualPortsByName: Index<Northbound.LogicalSwitchPort, String>
  let switchOfPort: OwnerIndex<Northbound.LogicalSwitch>
  let switchOfACL: OwnerIndex<Northbound.LogicalSwitch>
  let switchOfQoS: OwnerIndex<Northbound.LogicalSwitch>

  let routerPortsByName: Index<Northbound.LogicalRouterPort, String>
  let routerOfPort: OwnerIndex<Northbound.LogicalRouter>
  let routerOfRoute: OwnerIndex<Northbound.LogicalRouter>
  let routerOfPolicy: OwnerIndex<Northbound.LogicalRouter>
  let routerOfNAT: OwnerIndex<Northbound.LogicalRouter>

  /// Static routes by the session that says whether their next hop is alive.
  let routesByBFD: Index<Northbound.LogicalRouterStaticRoute, UUID>
  let bfdsByPort: Index<Northbound.BFD, String>
  let bfdsByTarget: Index<Northbound.BFD, BFDTarget>

  let portGroupOfPort: OwnerIndex<Northbound.PortGroup>
  let portGroupOfACL: OwnerIndex<Northbound.PortGroup>
  let haChassisGroupsByName: Index<Northbound.HAChassisGroup, String>
  /// Ports of type `external` by their group of chassis.
  let externalPortsByGroup: Index<Northbound.LogicalSwitchPort, UUID>
  let routerPortsByGroup: Index<Northbound.LogicalRouterPort, UUID>
  let metersByName: Index<Northbound.Meter, String>
  /// Ports of containers by what tells them apart on their machine's port.
  let switchPortsByTag: Index<Northbound.LogicalSwitchPort, ContainerTag>
  /// Switches whose machines may ask for the names of a row of DNS.
  let switchesByDNS: Index<Northbound.LogicalSwitch, UUID>
  let staticMACBindingsByTarget: Index<Northbound.StaticMACBinding, NeighborTarget>
  let mirrorsByName: Index<Northbound.Mirror, String>
  let addressSetsByName: Index<Northbound.AddressSet, String>
  let portGroupsByName: Index<Northbound.PortGroup, String>
  let templateVariablesByChassis: Index<Northbound.ChassisTemplateVar, String>

  let switchOfBalancer: OwnerIndex<Northbound.LogicalSwitch>
  let switchOfBalancerGroup: OwnerIndex<Northbound.LogicalSwitch>
  let routerOfBalancer: OwnerIndex<Northbound.LogicalRouter>
  let routerOfBalancerGroup: OwnerIndex<Northbound.LogicalRouter>
  let groupOfBalancer: OwnerIndex<Northbound.LoadBalancerGroup>
  /// Balancers by their virtual addresses, templates left out.
  let balancersByAddress: Index<Northbound.LoadBalancer, String>
  /// Balancers with health checks by the backends that may be checked.
  let balancersByBackend: Index<Northbound.LoadBalancer, MonitoredBackend>

  init(log: FactLog) {
    globals = TableReplica(log: log)
    switches = TableReplica(log: log)
    switchPorts = TableReplica(log: log)
    switchPorts.holdApart(\.up)
    routers = TableReplica(log: log)
    routerPorts = TableReplica(log: log)
    acls = TableReplica(log: log)
    addressSets = TableReplica(log: log)
    bfds = TableReplica(log: log)
    copps = TableReplica(log: log)
    dhcpOptions = TableReplica(log: log)
    dns = TableReplica(log: log)
    forwardingGroups = TableReplica(log: log)
    gatewayChassis = TableReplica(log: log)
    haChassis = TableReplica(log: log)
    haChassisGroups = TableReplica(log: log)
    loadBalancers = TableReplica(log: log)
    loadBalancerGroups = TableReplica(log: log)
    healthChecks = TableReplica(log: log)
    meters = TableReplica(log: log)
    meterBands = TableReplica(log: log)
    mirrors = TableReplica(log: log)
    nats = TableReplica(log: log)
    policies = TableReplica(log: log)
    portGroups = TableReplica(log: log)
    qos = TableReplica(log: log)
    staticMACBindings = TableReplica(log: log)
    staticRoutes = TableReplica(log: log)
    templateVariables = TableReplica(log: log)

    switchPortsByName = Index(on: switchPorts) { $0.name }
    switchPortsByRouterPort = Index(on: switchPorts) {
      $0.type == PortType.router.rawValue ? $0.options[Key.routerPort] : nil
    }
    virtualPortsByName = Index(on: switchPorts) {
      $0.type == PortType.virtual.rawValue ? $0.name : nil
    }
    switchOfPort = OwnerIndex(on: switches, column: "ports", \.ports, keepsChanges: false)
    switchOfACL = OwnerIndex(on: switches, column: "acls", \.acls, keepsChanges: false)
    switchOfQoS = OwnerIndex(on: switches, column: "qos_rules", \.qosRules, keepsChanges: false)
    routerPortsByName = Index(on: routerPorts) { $0.name }
    routerOfPort = OwnerIndex(on: routers, column: "ports", \.ports, keepsChanges: false)
    routerOfRoute = OwnerIndex(
      on: routers, column: "static_routes", \.staticRoutes, keepsChanges: false)
    routerOfPolicy = OwnerIndex(on: routers, column: "policies", \.policies, keepsChanges: false)
    routerOfNAT = OwnerIndex(on: routers, column: "nat", \.nat, keepsChanges: false)
    routesByBFD = Index(on: staticRoutes) { $0.bfd }
    bfdsByPort = Index(on: bfds) { $0.logicalPort }
    bfdsByTarget = Index(on: bfds) { BFDTarget(port: $0.logicalPort, address: $0.dstIP) }
    portGroupOfPort = OwnerIndex(on: portGroups, column: "ports", \.ports, keepsChanges: false)
    portGroupOfACL = OwnerIndex(on: portGroups, column: "acls", \.acls, keepsChanges: false)
    haChassisGroupsByName = Index(on: haChassisGroups) { $0.name }
    externalPortsByGroup = Index(on: switchPorts) {
      $0.type == PortType.external.rawValue ? $0.haChassisGroup : nil
    }
    routerPortsByGroup = Index(on: routerPorts) { $0.haChassisGroup }
    metersByName = Index(on: meters) { $0.name }
    switchPortsByTag = Index(on: switchPorts) { row in
      row.parentName.flatMap { parent in row.tag.map { ContainerTag(parent: parent, tag: $0) } }
    }
    switchesByDNS = Index(on: switches, keys: { $0.dnsRecords.sorted() })
    staticMACBindingsByTarget = Index(on: staticMACBindings) {
      NeighborTarget(port: $0.logicalPort, address: $0.ip)
    }
    mirrorsByName = Index(on: mirrors) { $0.name }
    addressSetsByName = Index(on: addressSets) { $0.name }
    portGroupsByName = Index(on: portGroups) { $0.name }
    templateVariablesByChassis = Index(on: templateVariables) { $0.chassis }
    switchOfBalancer = OwnerIndex(
      on: switches, column: "load_balancer", \.loadBalancer, keepsChanges: false)
    switchOfBalancerGroup = OwnerIndex(
      on: switches, column: "load_balancer_group", \.loadBalancerGroup, keepsChanges: false)
    routerOfBalancer = OwnerIndex(
      on: routers, column: "load_balancer", \.loadBalancer, keepsChanges: false)
    routerOfBalancerGroup = OwnerIndex(
      on: routers, column: "load_balancer_group", \.loadBalancerGroup, keepsChanges: false)
    groupOfBalancer = OwnerIndex(
      on: loadBalancerGroups, column: "load_balancer", \.loadBalancer, keepsChanges: false)
    balancersByAddress = Index(on: loadBalancers, keys: \.virtualAddresses)
    balancersByBackend = Index(on: loadBalancers, keys: \.mappedBackends)
    addTables()
  }

  private func addTables() {
    replica.add(globals)
    replica.add(switches)
    replica.add(switchPorts)
    replica.add(routers)
    replica.add(routerPorts)
    replica.add(acls)
    replica.add(addressSets)
    replica.add(bfds)
    replica.add(copps)
    replica.add(dhcpOptions)
    replica.add(dns)
    replica.add(forwardingGroups)
    replica.add(gatewayChassis)
    replica.add(haChassis)
    replica.add(haChassisGroups)
    replica.add(loadBalancers)
    replica.add(loadBalancerGroups)
    replica.add(healthChecks)
    replica.add(meters)
    replica.add(meterBands)
    replica.add(mirrors)
    replica.add(nats)
    replica.add(policies)
    replica.add(portGroups)
    replica.add(qos)
    replica.add(staticMACBindings)
    replica.add(staticRoutes)
    replica.add(templateVariables)
  }
}
