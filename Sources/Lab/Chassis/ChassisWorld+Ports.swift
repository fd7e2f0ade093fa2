internal import JSON
internal import OVNModel
internal import OVSDB
internal import Reconcile
internal import Replica
internal import Tunnels

/// Which logical ports are on this chassis, and saying so.
extension ChassisWorld {
  /// A row of Port_Binding.
  typealias Binding = (uuid: UUID, row: Southbound.PortBinding)
  /// A row of Interface.
  typealias Plug = (uuid: UUID, row: ChassisInterface)

  func port(_ name: String) -> [ChassisDatabase: [OVSDB.Operation]] {
    let plug = plug(name)
    let own = readOwnChassis()
    guard let own, let binding = reads.first(name, in: sb.portBindingsByName) else {
      return [.vswitch: plug.map { mark($0, isInstalled: false) } ?? []]
    }
    guard let place = place(of: binding.row, plug: plug, own: own) else {
      return [.vswitch: plug.map { mark($0, isInstalled: false) } ?? []]
    }
    let operations =
      switch place {
      case .here(let encap): claim(binding, own.uuid, encap, plug)
      case .hereToo(let encap): claimAdditionally(binding, own.uuid, encap)
      case .elsewhere: release(binding, own)
      }
    let isInstalled =
      place != .elsewhere && operations.isEmpty && binding.row.up != false && plug != nil
    return [
      .southbound: operations, .vswitch: plug.map { mark($0, isInstalled: isInstalled) } ?? [],
    ]
  }

  func isGone(port name: String) -> Bool {
    sb.portBindingsByName[name] == nil && vswitch.interfacesByLogicalPort[name] == nil
  }

  // MARK: Where a port is

  /// Nil for ports that no chassis claims.
  private func place(
    of row: Southbound.PortBinding, plug: Plug?, own: (uuid: UUID, row: Southbound.Chassis)
  ) -> PortPlace? {
    guard let wants = wants(row, plug: plug, own: own) else { return nil }
    guard wants, !readIsLeaving() else { return .elsewhere }
    let encap = encap(of: plug, own.row)
    return switch permission(row, own) {
    case .main: .here(encap: encap)
    case .additional: .hereToo(encap: encap)
    case nil: .elsewhere
    }
  }

  /// Whether the port is this chassis's as far as its type goes; nil if no chassis has such ports.
  private func wants(
    _ row: Southbound.PortBinding, plug: Plug?, own: (uuid: UUID, row: Southbound.Chassis)
  ) -> Bool? {
    switch row.type {
    case "":
      if let parent = row.parentPort, !parent.isEmpty { return isContainerHere(parent) }
      return plug.map { isOfVersion($0.row, row) } ?? false
    case "virtual":
      return row.virtualParent.map { isBound($0, to: own.uuid) } ?? false
    case "l2gateway": return row.options[ChassisKey.l2Gateway] == own.row.name
    case "l3gateway": return row.options[ChassisKey.l3Gateway] == own.row.name
    case "chassisredirect", "external": return isActive(row, own: own.uuid)
    case "localport": return false
    default: return nil
    }
  }

  private func isOfVersion(
    _ interface: ChassisInterface, _ row: Southbound.PortBinding
  ) -> Bool {
    guard let version = row.options[ChassisKey.logicalPortVersion] else { return true }
    return interface.externalIDs[ChassisKey.logicalPortVersion] == version
  }

  private func isContainerHere(_ parent: String) -> Bool {
    guard let row = reads.first(parent, in: sb.portBindingsByName)?.row, row.type.isEmpty,
      row.parentPort?.isEmpty ?? true, let plug = plug(parent)
    else { return false }
    return isOfVersion(plug.row, row)
  }

  private func isBound(_ parent: String, to own: UUID) -> Bool {
    guard let row = reads.first(parent, in: sb.portBindingsByName)?.row else { return false }
    return plug(parent) != nil && (row.chassis == own || row.additionalChassis.contains(own))
  }

  /// The interface of the integration bridge that is the logical port; of several, the first by name.
  ///
  /// A switch whose vswitchd does not run numbers no interfaces; one that failed has the number -1.
  private func plug(_ name: String) -> Plug? {
    guard let bridge = readBridge() else { return nil }
    return reads.rows(name, in: vswitch.interfacesByLogicalPort)
      .filter { interface in
        guard interface.row.ofport ?? 1 > 0,
          let port = reads.owner(of: interface.uuid, in: vswitch.portOfInterface)
        else { return false }
        return reads.owner(of: port, in: vswitch.bridgeOfPort) == bridge
      }
      .min { $0.row.name < $1.row.name }
  }

  private enum Permission { case main, additional }

  /// Whether the port may be bound here, as `options:requested-chassis` says.
  private func permission(
    _ row: Southbound.PortBinding, _ own: (uuid: UUID, row: Southbound.Chassis)
  ) -> Permission? {
    if row.requestedChassis == own.uuid { return .main }
    if row.requestedAdditionalChassis.contains(own.uuid) { return .additional }
    let names = (row.options[ChassisKey.requestedChassis] ?? "").split(separator: ",")
    guard let first = names.first else { return .main }
    let isMe = { (name: Substring) in name == own.row.name || name == own.row.hostname }
    return isMe(first) ? .main : names.contains(where: isMe) ? .additional : nil
  }

  /// The encap at the address that the interface asks for, of the best type.
  private func encap(of plug: Plug?, _ own: Southbound.Chassis) -> UUID? {
    guard let ip = plug?.row.externalIDs[ChassisKey.encapIP] else { return nil }
    let candidates: [(uuid: UUID, type: TunnelType)] = own.encaps.sorted().compactMap { uuid in
      guard let row = reads.row(uuid, in: sb.encaps), row.ip == ip,
        let type = TunnelType(rawValue: row.type)
      else { return nil }
      return (uuid, type)
    }
    return candidates.max { $0.type < $1.type }?.uuid
  }
}

/// Where a logical port is, as a chassis sees it.
private enum PortPlace: Equatable {
  case here(encap: UUID?)
  /// While it moves.
  case hereToo(encap: UUID?)
  case elsewhere
}
