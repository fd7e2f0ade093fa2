import OVSDB

/// A distributed gateway port of a router, as far as the router's other flows mind.
struct GatewayPort: Equatable {
  let port: UUID
  let quotedName: QuotedName
  /// The port that stands for it on its gateway chassis.
  let quotedRedirect: QuotedName
}

extension World {
  /// The distributed gateway ports of a router, in the order of their UUIDs.
  func deriveGatewayPorts(_ router: UUID) -> [GatewayPort] {
    members(RosterKey(router, .gateway)).compactMap { uuid in
      guard let port = routerPorts[uuid], port.isGateway else { return nil }
      return GatewayPort(
        port: uuid, quotedName: port.quotedName, quotedRedirect: QuotedName(port.redirectName))
    }
  }
}

/// Where packets leave for the chassis of a gateway port (ovn-northd(8), router ingress table 20).
extension FlowBuilder {
  mutating func addGatewayRedirectDefaults() { addDefault(.lrInGwRedirect) }

  /// Whatever leaves by a gateway port leaves by the port on its gateway chassis. Towards a VTEP switch it
  /// may leave from any chassis.
  mutating func addGatewayRedirect(of port: RouterPortContext) {
    guard port.isGateway, !world.hasVTEP(beyond: port) else { return }
    add(
      .lrInGwRedirect, 50, match: "outport == \(port.quotedName)",
      actions: "outport = \(QuotedName(port.redirectName)); next;")
  }
}
