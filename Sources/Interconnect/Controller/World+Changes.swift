import Derive
import OVNModel
import OVSDB
import Replica

/// From rows that have changed to the keys that are about them.
///
/// A key that exists already is found through the facts it read; what follows finds the keys of rows
/// that come, and those of rows that go.
extension World {
  /// Turns the changes since the last call into stale keys.
  func followChanges(_ works: inout Works) {
    follow(switches: nb.switches.takeChanges(), &works)
    follow(
      switchPorts: nb.switchPorts.takeChanges(), nb.switchOfPort.takeChanges(), &works)
    follow(routers: nb.routers.takeChanges())
    follow(routerPorts: nb.routerPorts.takeChanges(), nb.routerOfPort.takeChanges())
    follow(
      staticRoutes: nb.staticRoutes.takeChanges(), nb.routerOfRoute.takeChanges(), &works)
    follow(chassis: sb.chassis.takeChanges(), &works)
    follow(transitSwitches: inb.transitSwitches.takeChanges(), &works)
    follow(gateways: isb.gateways.takeChanges(), &works)
    let datapaths = isb.datapathBindings.takeChanges()
    follow(datapaths: datapaths, &works)
    let portBindings = isb.portBindings.takeChanges()
    follow(portBindings: portBindings, &works)
    follow(routes: isb.routes.takeChanges(), &works)
    for (table, hasChanged) in [
      (fact(ofTable: nb.globals), !nb.globals.takeChanges().isEmpty),
      (fact(ofTable: inb.globals), !inb.globals.takeChanges().isEmpty),
      (fact(ofTable: isb.globals), !isb.globals.takeChanges().isEmpty),
      (fact(ofTable: isb.datapathBindings), !datapaths.isEmpty),
      (fact(ofTable: isb.portBindings), !portBindings.isEmpty),
      (fact(ofTable: isb.availabilityZones), !isb.availabilityZones.takeChanges().isEmpty),
    ] where hasChanged { log.note(table) }
  }

  /// Lets go of the changes since the last call, where everything will be derived anew.
  func forgetChanges() {
    _ = nb.switches.takeChanges()
    _ = nb.switchPorts.takeChanges()
    _ = nb.switchOfPort.takeChanges()
    _ = nb.routers.takeChanges()
    _ = nb.routerPorts.takeChanges()
    _ = nb.routerOfPort.takeChanges()
    _ = nb.staticRoutes.takeChanges()
    _ = nb.routerOfRoute.takeChanges()
    _ = sb.chassis.takeChanges()
    _ = inb.transitSwitches.takeChanges()
    _ = isb.gateways.takeChanges()
    _ = isb.datapathBindings.takeChanges()
    _ = isb.portBindings.takeChanges()
    _ = isb.routes.takeChanges()
    _ = nb.globals.takeChanges()
    _ = inb.globals.takeChanges()
    _ = isb.globals.takeChanges()
    _ = isb.availabilityZones.takeChanges()
    _ = log.take()
  }

  /// Names every key there can be, as if all rows had just been inserted.
  func followEverything(_ works: inout Works) {
    follow(switches: nb.switches.allAsChanges(), &works)
    follow(switchPorts: nb.switchPorts.allAsChanges(), [], &works)
    follow(routers: nb.routers.allAsChanges())
    follow(routerPorts: nb.routerPorts.allAsChanges(), [])
    follow(staticRoutes: nb.staticRoutes.allAsChanges(), [], &works)
    follow(chassis: sb.chassis.allAsChanges(), &works)
    follow(transitSwitches: inb.transitSwitches.allAsChanges(), &works)
    follow(gateways: isb.gateways.allAsChanges(), &works)
    follow(datapaths: isb.datapathBindings.allAsChanges(), &works)
    follow(portBindings: isb.portBindings.allAsChanges(), &works)
    follow(routes: isb.routes.allAsChanges(), &works)
  }

  typealias OwnerChange = (child: UUID, owner: UUID)

  // MARK: Northbound

  private func follow(
    switches changes: [TableReplica<Northbound.LogicalSwitch>.Change], _ works: inout Works
  ) {
    for change in changes {
      for row in nb.switches.contents(of: change) {
        guard let name = row.otherConfig[Key.interconnTS] else { continue }
        works.transitSwitches.invalidate(name)
        for port in row.ports {
          if let port = nb.switchPorts[port] { works.ports.invalidate(port.name) }
        }
      }
    }
  }

  private func follow(
    switchPorts changes: [TableReplica<Northbound.LogicalSwitchPort>.Change],
    _ owners: [OwnerChange], _ works: inout Works
  ) {
    for change in changes {
      let isOnTransitSwitch =
        nb.switchOfPort.owner(of: change.uuid).map(isTransitSwitch) ?? false
      for row in nb.switchPorts.contents(of: change)
      where isOnTransitSwitch || works.ports.contains(row.name) {
        works.ports.invalidate(row.name)
      }
    }
    for (child, owner) in owners where isTransitSwitch(owner) {
      if let port = nb.switchPorts[child] { works.ports.invalidate(port.name) }
    }
  }

  private func isTransitSwitch(_ logicalSwitch: UUID) -> Bool {
    nb.switches[logicalSwitch]?.otherConfig[Key.interconnTS] != nil
  }

  private func follow(routers changes: [TableReplica<Northbound.LogicalRouter>.Change]) {
    for change in changes {
      routers.invalidate(change.uuid)
      vips.invalidate(change.uuid)
    }
  }

  private func follow(
    routerPorts changes: [TableReplica<Northbound.LogicalRouterPort>.Change],
    _ owners: [OwnerChange]
  ) {
    for change in changes { candidates.invalidate(.routerPort(change.uuid)) }
    for (child, _) in owners { candidates.invalidate(.routerPort(child)) }
  }

  private func follow(
    staticRoutes changes: [TableReplica<Northbound.LogicalRouterStaticRoute>.Change],
    _ owners: [OwnerChange], _ works: inout Works
  ) {
    // A route may have been another router's, and another route's copy, before.
    var before: [UUID: [Northbound.LogicalRouterStaticRoute]] = [:]
    for change in changes {
      if let old = change.old { before[change.uuid, default: []].append(old) }
      for row in nb.staticRoutes.contents(of: change) {
        if row.learnedFrom == nil { candidates.invalidate(.staticRoute(change.uuid)) }
        for owner in nb.routerOfRoute.owners(of: change.uuid).map(Array.init) ?? [] {
          follow(row, change.uuid, in: owner, &works)
        }
      }
    }
    for (child, owner) in owners {
      for row in [nb.staticRoutes[child]].compactMap({ $0 }) + (before[child] ?? []) {
        follow(row, child, in: owner, &works)
      }
    }
  }

  private func follow(
    _ row: Northbound.LogicalRouterStaticRoute, _ uuid: UUID, in router: UUID,
    _ works: inout Works
  ) {
    if let origin = row.learnedFrom {
      works.learnedRoutes.invalidate(LearnedRouteKey(router: router, route: origin))
    } else {
      candidates.invalidate(.staticRoute(uuid))
    }
  }

  // MARK: Southbound and IC Northbound

  private func follow(
    chassis changes: [TableReplica<Southbound.Chassis>.Change], _ works: inout Works
  ) {
    for change in changes {
      for row in sb.chassis.contents(of: change) { works.gateways.invalidate(row.name) }
    }
  }

  private func follow(
    transitSwitches changes: [TableReplica<ICNorthbound.TransitSwitch>.Change], _ works: inout Works
  ) {
    for change in changes {
      for row in inb.transitSwitches.contents(of: change) {
        works.transitSwitches.invalidate(row.name)
      }
    }
  }

  // MARK: IC Southbound

  private func follow(
    gateways changes: [TableReplica<ICSouthbound.Gateway>.Change], _ works: inout Works
  ) {
    for change in changes {
      for row in isb.gateways.contents(of: change) { works.gateways.invalidate(row.name) }
    }
  }

  private func follow(
    datapaths changes: [TableReplica<ICSouthbound.DatapathBinding>.Change], _ works: inout Works
  ) {
    for change in changes {
      for row in isb.datapathBindings.contents(of: change) where row.isTransitSwitch {
        works.transitSwitches.invalidate(row.transitSwitch)
      }
    }
  }

  private func follow(
    portBindings changes: [TableReplica<ICSouthbound.PortBinding>.Change], _ works: inout Works
  ) {
    for change in changes {
      for row in isb.portBindings.contents(of: change) where row.isOnTransitSwitch {
        works.ports.invalidate(row.logicalPort)
      }
    }
  }

  private func follow(
    routes changes: [TableReplica<ICSouthbound.Route>.Change], _ works: inout Works
  ) {
    for change in changes {
      for row in isb.routes.contents(of: change) {
        for router in participants[row.transitSwitch] ?? [] {
          works.learnedRoutes.invalidate(LearnedRouteKey(router: router, route: change.uuid))
        }
        if row.availabilityZone == zone?.uuid { follow(ownRoute: row, change.uuid, &works) }
      }
      for learned in nb.routesByOrigin[change.uuid].map(Array.init) ?? [] {
        for router in nb.routerOfRoute.owners(of: learned).map(Array.init) ?? [] {
          works.learnedRoutes.invalidate(LearnedRouteKey(router: router, route: change.uuid))
        }
      }
    }
  }

  /// A route that this zone has published, or that somebody has published in its name.
  func follow(ownRoute row: ICSouthbound.Route, _ uuid: UUID, _ works: inout Works) {
    if let key = RouteKey(row) {
      works.routes.invalidate(key)
    } else {
      works.malformedRoutes.invalidate(uuid)
    }
  }
}
