import Address
import OVNModel
import OVSDB
import Replica

/// The IC Southbound database: what each zone publishes.
final class ICSouthboundTables {
  let replica = DatabaseReplica(name: Database.icSouthbound.rawValue)

  let globals: TableReplica<ICSouthbound.ICSBGlobal>
  let availabilityZones: TableReplica<ICSouthbound.AvailabilityZone>
  let gateways: TableReplica<ICSouthbound.Gateway>
  let encaps: TableReplica<ICSouthbound.Encap>
  let datapathBindings: TableReplica<ICSouthbound.DatapathBinding>
  let portBindings: TableReplica<ICSouthbound.PortBinding>
  let routes: TableReplica<ICSouthbound.Route>

  let zonesByName: Index<ICSouthbound.AvailabilityZone, String>
  let zonesBySequenceNumber: Index<ICSouthbound.AvailabilityZone, Int>
  let gatewaysByName: Index<ICSouthbound.Gateway, String>
  let gatewaysByZone: Index<ICSouthbound.Gateway, UUID>
  let encapsByType: Index<ICSouthbound.Encap, String>
  let datapathsByTransitSwitch: Index<ICSouthbound.DatapathBinding, String>
  let datapathsByTunnelKey: Index<ICSouthbound.DatapathBinding, Int>
  let portsByName: Index<ICSouthbound.PortBinding, String>
  let portsByZone: Index<ICSouthbound.PortBinding, UUID>
  let portsByRouter: Index<ICSouthbound.PortBinding, String>
  let portsByTunnelKey: Index<ICSouthbound.PortBinding, SwitchAndKey>
  let routesByTransitSwitch: Index<ICSouthbound.Route, String>
  let routesByZone: Index<ICSouthbound.Route, UUID>
  /// Routes by a digest of their zone and what they say, so that a key costs eight bytes a route.
  let routesByKey: Index<ICSouthbound.Route, Int>

  init(log: FactLog) {
    globals = TableReplica(log: log, keepsChanges: true)
    availabilityZones = TableReplica(log: log, keepsChanges: true)
    gateways = TableReplica(log: log, keepsChanges: true)
    encaps = TableReplica(log: log)
    datapathBindings = TableReplica(log: log, keepsChanges: true)
    portBindings = TableReplica(log: log, keepsChanges: true)
    routes = TableReplica(log: log, keepsChanges: true)
    zonesByName = Index(on: availabilityZones) { $0.name }
    zonesBySequenceNumber = Index(on: availabilityZones) { $0.nbICCfg }
    gatewaysByName = Index(on: gateways) { $0.name }
    gatewaysByZone = Index(on: gateways) { $0.availabilityZone }
    encapsByType = Index(on: encaps) { $0.type }
    datapathsByTransitSwitch = Index(on: datapathBindings) {
      $0.isTransitSwitch ? $0.transitSwitch : nil
    }
    datapathsByTunnelKey = Index(on: datapathBindings) { $0.tunnelKey }
    portsByName = Index(on: portBindings) { $0.logicalPort }
    portsByZone = Index(on: portBindings) { $0.availabilityZone }
    portsByRouter = Index(on: portBindings) { $0.externalIDs[Key.routerID] }
    portsByTunnelKey = Index(on: portBindings) {
      SwitchAndKey(transitSwitch: $0.transitSwitch, tunnelKey: $0.tunnelKey)
    }
    routesByTransitSwitch = Index(on: routes) { $0.transitSwitch }
    routesByZone = Index(on: routes) { $0.availabilityZone }
    routesByKey = Index(on: routes) { row in
      RouteKey(row)?.digest(in: row.availabilityZone)
    }
    replica.add(globals)
    replica.add(availabilityZones)
    replica.add(gateways)
    replica.add(encaps)
    replica.add(datapathBindings)
    replica.add(portBindings)
    replica.add(routes)
  }
}

/// A tunnel key within its transit switch.
struct SwitchAndKey: Hashable {
  let transitSwitch: String
  let tunnelKey: Int
}

extension ICSouthbound.DatapathBinding {
  /// Rows of daemons older than transit routers have no type, and are of switches.
  var isTransitSwitch: Bool { type == nil || type == Value.transitSwitch }
}

extension ICSouthbound.PortBinding {
  /// Whether the port is on a transit switch; ports of transit routers are not handled here.
  var isOnTransitSwitch: Bool { type != Value.transitRouterPort }
}
