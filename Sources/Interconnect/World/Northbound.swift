import Address
import OVNModel
import OVSDB
import Replica

/// The zone's Northbound database: what the controller reads of it, by the keys it looks things up with.
final class NorthboundTables {
  let replica = DatabaseReplica(name: Database.northbound.rawValue)

  let globals: TableReplica<Northbound.NBGlobal>
  let switches: TableReplica<Northbound.LogicalSwitch>
  let switchPorts: TableReplica<Northbound.LogicalSwitchPort>
  let routers: TableReplica<Northbound.LogicalRouter>
  let routerPorts: TableReplica<Northbound.LogicalRouterPort>
  let staticRoutes: TableReplica<Northbound.LogicalRouterStaticRoute>
  let loadBalancers: TableReplica<Northbound.LoadBalancer>
  let loadBalancerGroups: TableReplica<Northbound.LoadBalancerGroup>

  /// Logical switches by the transit switch they stand for (`other_config:interconn-ts`).
  let switchesByTransitSwitch: Index<Northbound.LogicalSwitch, String>
  let switchPortsByName: Index<Northbound.LogicalSwitchPort, String>
  let switchOfPort: OwnerIndex<Northbound.LogicalSwitch>

  let routerPortsByName: Index<Northbound.LogicalRouterPort, String>
  let routerOfPort: OwnerIndex<Northbound.LogicalRouter>
  let routerOfRoute: OwnerIndex<Northbound.LogicalRouter>
  let routersByLoadBalancer: Index<Northbound.LogicalRouter, UUID>
  let routersByLoadBalancerGroup: Index<Northbound.LogicalRouter, UUID>
  let groupsByLoadBalancer: Index<Northbound.LoadBalancerGroup, UUID>

  /// Learned routes by the IC Southbound Route they come from.
  let routesByOrigin: Index<Northbound.LogicalRouterStaticRoute, UUID>
  /// The operator's own routes by the text of their prefix, and their route table.
  let ownRoutes: Index<Northbound.LogicalRouterStaticRoute, PrefixAndTable>

  init(log: FactLog) {
    globals = TableReplica(log: log, columns: [\.name, \.options], keepsChanges: true)
    switches = TableReplica(
      log: log, columns: [\.name, \.ports, \.otherConfig], keepsChanges: true)
    switchPorts = TableReplica(
      log: log, columns: [\.name, \.type, \.options, \.addresses, \.peer, \.up],
      keepsChanges: true)
    routers = TableReplica(
      log: log,
      columns: [
        \.name, \.ports, \.staticRoutes, \.options, \.enabled, \.loadBalancer,
        \.loadBalancerGroup,
      ], keepsChanges: true)
    routerPorts = TableReplica(
      log: log, columns: [\.name, \.mac, \.networks, \.options], keepsChanges: true)
    staticRoutes = TableReplica(
      log: log,
      columns: [\.ipPrefix, \.nexthop, \.routeTable, \.policy, \.options, \.externalIDs],
      keepsChanges: true)
    loadBalancers = TableReplica(log: log, columns: [\.vips])
    loadBalancerGroups = TableReplica(log: log, columns: [\.loadBalancer])

    switchesByTransitSwitch = Index(on: switches) { $0.otherConfig[Key.interconnTS] }
    switchPortsByName = Index(on: switchPorts) { $0.name }
    switchOfPort = OwnerIndex(on: switches, column: "ports", \.ports)
    routerPortsByName = Index(on: routerPorts) { $0.name }
    routerOfPort = OwnerIndex(on: routers, column: "ports", \.ports)
    routerOfRoute = OwnerIndex(on: routers, column: "static_routes", \.staticRoutes)
    routersByLoadBalancer = Index(on: routers) { Array($0.loadBalancer) }
    routersByLoadBalancerGroup = Index(on: routers) { Array($0.loadBalancerGroup) }
    groupsByLoadBalancer = Index(on: loadBalancerGroups) { Array($0.loadBalancer) }
    routesByOrigin = Index(on: staticRoutes) { $0.learnedFrom }
    ownRoutes = Index(on: staticRoutes) { route in
      route.learnedFrom == nil
        ? PrefixAndTable(prefix: route.ipPrefix, table: route.routeTable) : nil
    }

    replica.add(globals)
    replica.add(switches)
    replica.add(switchPorts)
    replica.add(routers)
    replica.add(routerPorts)
    replica.add(staticRoutes)
    replica.add(loadBalancers)
    replica.add(loadBalancerGroups)
  }
}

/// A route's prefix, as it is written, and its route table.
struct PrefixAndTable: Hashable {
  let prefix: String
  let table: String
}

extension Northbound.LogicalRouterStaticRoute {
  /// The IC Southbound Route that this route was learned from; `nil` for the operator's own.
  var learnedFrom: UUID? { externalIDs[Key.learnedRoute].flatMap { UUID($0) } }
}
