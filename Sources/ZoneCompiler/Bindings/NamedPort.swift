import OVNModel
import OVSDB
import Replica

/// What a name in Port_Binding stands for.
enum NamedPort {
  case switchPort(UUID, Northbound.LogicalSwitchPort, logicalSwitch: UUID)
  case routerPort(RouterPortContext)
  /// A distributed gateway port on its gateway chassis.
  case redirect(RouterPortContext)

  /// The switch or router.
  var datapath: UUID {
    switch self {
    case .switchPort(_, _, let logicalSwitch): logicalSwitch
    case .routerPort(let port), .redirect(let port): port.router
    }
  }

  /// A UUID that the row may have, made of its Northbound row's.
  var preferredRow: UUID {
    switch self {
    case .switchPort(let uuid, _, _): uuid
    case .routerPort(let port): port.uuid
    case .redirect(let port): groupDigest(of: [port.uuid])
    }
  }

  var options: [String: String] {
    switch self {
    case .switchPort(_, let row, _): row.options
    case .routerPort(let port), .redirect(let port): port.options
    }
  }
}

extension World {
  /// What `name` stands for. A switch port goes before a router port of its name: names are one space.
  func namedPort(_ name: String) -> NamedPort? {
    if let (uuid, row) = first(name, in: nb.switchPortsByName),
      let logicalSwitch = owner(of: uuid, in: nb.switchOfPort)
    {
      return .switchPort(uuid, row, logicalSwitch: logicalSwitch)
    }
    if let (uuid, _) = first(name, in: nb.routerPortsByName), let port = routerPorts[uuid] {
      return .routerPort(port)
    }
    guard let origin = origin(ofRedirect: name),
      let (uuid, _) = first(origin, in: nb.routerPortsByName),
      let port = routerPorts[uuid], port.isGateway
    else { return nil }
    return .redirect(port)
  }

  /// Whether there is a row that `name` stands for or may come to stand for, as when its router is enabled.
  func mayBePort(_ name: String) -> Bool {
    if nb.switchPortsByName[name] != nil || nb.routerPortsByName[name] != nil { return true }
    guard let origin = origin(ofRedirect: name), let uuid = nb.routerPortsByName[origin]?.min()
    else {
      return false
    }
    return nb.routerPorts[uuid]?.hasGatewayChassis == true
  }

  /// The router port that a port on a gateway chassis would stand for.
  private func origin(ofRedirect name: String) -> String? {
    let prefix = redirectName(of: "")
    return name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
  }

  /// The port at the other end of a router's port, by its name in Port_Binding.
  func peer(of port: RouterPortContext) -> String? {
    switch link(of: port) {
    case .logicalSwitch(_, _, let name): name
    case .routerPort(let uuid): routerPorts[uuid]?.name
    case nil: nil
    }
  }
}
