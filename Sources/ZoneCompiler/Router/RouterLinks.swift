import OVNModel
import OVSDB

/// What is at the other end of a router's port.
enum RouterLink: Equatable {
  /// A switch's port.
  case logicalSwitch(UUID, port: UUID, name: String)
  /// Another router's port (the column `peer`).
  case routerPort(UUID)
}

/// A router's port as a switch sees it that it is attached to: what resolving addresses minds, and no
/// more, since every port of the switch reads it.
struct AttachedRouter: Equatable {
  /// The switch's port, of type `router`.
  let switchPort: UUID
  let port: UUID
  let router: UUID
  let quotedName: QuotedName
  let addresses: InterfaceAddresses
  /// Whether the router asks for other routers' addresses.
  let learnsRouters: Bool
}

extension World {
  /// The other end of a router's port, nothing if it leads nowhere.
  func link(of port: RouterPortContext) -> RouterLink? {
    if let (uuid, row) = first(port.name, in: nb.switchPortsByRouterPort),
      let logicalSwitch = owner(of: uuid, in: nb.switchOfPort)
    {
      return .logicalSwitch(logicalSwitch, port: uuid, name: row.name)
    }
    guard let name = port.peer, let (uuid, _) = first(name, in: nb.routerPortsByName),
      routerPorts[uuid] != nil
    else { return nil }
    return .routerPort(uuid)
  }

  /// The switch at the other end of a router's port.
  func logicalSwitch(beyond port: RouterPortContext) -> UUID? {
    if case .logicalSwitch(let uuid, _, _) = link(of: port) { uuid } else { nil }
  }

  /// Whether the switch at the other end of the port has a port of a VTEP switch.
  func hasVTEP(beyond port: RouterPortContext) -> Bool {
    logicalSwitch(beyond: port).map { hasMembers(RosterKey($0, .type(.vtep))) } ?? false
  }

  /// Whether the switch at the other end of the port has a port of a physical network.
  func hasLocalnet(beyond port: RouterPortContext) -> Bool {
    logicalSwitch(beyond: port).map { hasMembers(RosterKey($0, .type(.localnet))) } ?? false
  }

  /// The routers' ports at a switch, in the order of the switch's ports.
  func deriveAttachedRouters(_ logicalSwitch: UUID) -> [AttachedRouter] {
    members(RosterKey(logicalSwitch, .type(.router))).compactMap { uuid in
      guard let port = routerPort(of: uuid), let router = routers[port.router] else { return nil }
      return AttachedRouter(
        switchPort: uuid, port: port.uuid, router: port.router, quotedName: port.quotedName,
        addresses: port.addresses, learnsRouters: router.learnsRouters)
    }
  }
}
