import OVNModel
import OVSDB

/// What Port_Binding says of a router's port, and of its stand-in on a gateway chassis.
extension World {
  func binding(
    ofRouterPort port: RouterPortContext, _ present: Southbound.PortBinding?
  ) -> Southbound.PortBinding {
    var row = common(port)
    let chassis = routers[port.router]?.options[Key.chassis]
    row.type = chassis == nil ? "patch" : "l3gateway"
    if let peer = peer(of: port) {
      row.options[Key.peer] = peer
      if self.row(port.uuid, in: nb.routerPorts)?.hasGatewayChassis == true {
        row.options["chassis-redirect-port"] = port.redirectName
      }
    }
    row.options["l3gateway-chassis"] = chassis
    row.options["ipv6_ra_pd_list"] = present?.options["ipv6_ra_pd_list"]
    row.options.merge(advertisementOptions(of: port, present)) { _, new in new }
    return row
  }

  func binding(
    ofRedirect port: RouterPortContext, _ present: Southbound.PortBinding?
  ) -> Southbound.PortBinding {
    var row = common(port)
    row.options["ipv6_ra_pd_list"] = present?.options["ipv6_ra_pd_list"]
    row.type = "chassisredirect"
    row.options["distributed-port"] = port.name
    let type = port.options["redirect-type"]
    row.options["redirect-type"] = type
    if type != "bridged", !hasDistributedNAT(port.router), !hasVTEP(beyond: port) {
      row.options["always-redirect"] = "true"
    }
    row.haChassisGroup = haChassisGroup(ofRouterPort: port)
    return row
  }

  private func common(_ port: RouterPortContext) -> Southbound.PortBinding {
    var row = Southbound.PortBinding()
    guard let northbound = self.row(port.uuid, in: nb.routerPorts) else { return row }
    // A set that may not be empty holds an empty text if nothing is said, and is not sent then.
    let networks = northbound.networks.isEmpty ? [""] : northbound.networks.sorted(by: precedes)
    row.mac = [([northbound.mac] + networks).joined(separator: " ")]
    row.externalIDs = northbound.externalIDs
    return row
  }

  /// Whether some address of the router is translated on the chassis of its machine.
  func hasDistributedNAT(_ router: UUID) -> Bool {
    hasMembers(RosterKey(router, .distributedNAT))
  }
}

extension Northbound.LogicalRouterPort {
  var hasGatewayChassis: Bool { self.haChassisGroup != nil || !gatewayChassis.isEmpty }
}
