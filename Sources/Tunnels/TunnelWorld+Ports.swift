import Derive
import JSON
import OVNModel
import OVSDB
import Reconcile
import Replica

/// From the tunnels that there ought to be to a chassis, and the ports that there are, to operations.
extension TunnelWorld {
  /// A row of Port.
  private typealias Port = (uuid: UUID, row: TunnelPort)

  func ports(to peer: String) -> [ChassisDatabase: [Operation]] {
    names.release(of: peer)
    guard let end = readLocalEnd(), isLeaving || end.chassis != nil else { return [:] }
    let wanted = isLeaving ? [] : end.chassis.map { tunnels(to: peer, from: $0) } ?? []
    let bfd = readIsWatched(peer) ? end.chassis?.bfd ?? [:] : [:]
    let all = reads.rows(peer, in: vswitch.portsByPeer).sorted { $0.row.name < $1.row.name }
    var present = all.filter { bridge(of: $0) == end.bridge }
    var operations = all.filter { isStray($0, end) }.compactMap {
      remove([$0], from: bridge(of: $0))
    }
    var additions: [JSON] = []
    var leftovers: [Port] = []
    for tunnel in wanted {
      let place = present.firstIndex { $0.row.externalIDs[TunnelID.key] == tunnel.id.description }
      let port = place.map { present.remove(at: $0) }
      if let port, let interface = onlyInterface(of: port) {
        operations += adjust(interface, to: tunnel, bfd)
        continue
      }
      if let port { leftovers.append(port) }
      guard let name = port?.row.name ?? reserveName(for: peer, end) else { continue }
      let addition = insert(tunnel, bfd, name: name)
      operations += addition.operations
      additions.append(addition.reference)
    }
    if let removal = remove(leftovers + present, from: end.bridge) { operations.append(removal) }
    if !additions.isEmpty {
      operations.append(.attach(additions, to: "ports", of: "Bridge", end.bridge))
    }
    return [.vswitch: operations]
  }

  /// Whether neither a chassis of that name nor a tunnel to it is there.
  func isGone(_ peer: String) -> Bool {
    sb.chassisByName[peer] == nil && vswitch.portsByPeer[peer] == nil
  }

  private func bridge(of port: Port) -> UUID? {
    reads.owner(of: port.uuid, in: vswitch.bridgeOfPort)
  }

  /// Whether the port is a tunnel of this chassis in a bridge that has been its integration bridge.
  private func isStray(_ port: Port, _ end: LocalEnd) -> Bool {
    port.row.name.hasPrefix("ovn\(end.index)-") && bridge(of: port) != end.bridge
  }

  private func onlyInterface(of port: Port) -> (uuid: UUID, row: TunnelInterface)? {
    guard port.row.interfaces.count == 1, let uuid = port.row.interfaces.first,
      let row = reads.row(uuid, in: vswitch.interfaces)
    else { return nil }
    return (uuid, row)
  }

  private func reserveName(for peer: String, _ end: LocalEnd) -> String? {
    let name = names.reserve(for: peer, index: end.index) {
      vswitch.portsByName[$0] != nil || vswitch.interfacesByName[$0] != nil
    }
    // Another one is wanted if somebody takes this; that another has become free changes nothing.
    if let name {
      reads.note(vswitch.portsByName.fact(of: name))
      reads.note(vswitch.interfacesByName.fact(of: name))
    }
    return name
  }

  private func remove(_ ports: [Port], from bridge: UUID?) -> Operation? {
    guard let bridge, !ports.isEmpty else { return nil }
    return .detach(ports.map(\.uuid).sorted(), from: "ports", of: "Bridge", bridge)
  }

  private func adjust(
    _ interface: (uuid: UUID, row: TunnelInterface), to tunnel: Tunnel,
    _ bfd: [String: String]
  ) -> [Operation] {
    var columns: [String: JSON] = [:]
    if interface.row.type != tunnel.type.rawValue { columns["type"] = tunnel.type.rawValue.json }
    if interface.row.options != tunnel.options { columns["options"] = tunnel.options.json }
    if interface.row.bfd != bfd { columns["bfd"] = bfd.json }
    return columns.isEmpty ? [] : [.update("Interface", interface.uuid, columns)]
  }

  private func insert(
    _ tunnel: Tunnel, _ bfd: [String: String], name: String
  ) -> (operations: [Operation], reference: JSON) {
    var interface = OpenVSwitch.Interface()
    interface.name = name
    interface.type = tunnel.type.rawValue
    interface.options = tunnel.options
    interface.bfd = bfd
    // The same whenever it is derived, so that what was refused is known again.
    let suffix = name.utf8.map { String($0, radix: 16) }.joined()
    let interfaceName = "interface_\(suffix)"
    let portName = "port_\(suffix)"
    let port: [String: JSON] = [
      "name": name.json, "interfaces": .namedUUID(interfaceName),
      "external_ids": [TunnelID.key: tunnel.id.description].json,
    ]
    let operations: [Operation] = [
      .insert(
        table: "Interface", row: OpenVSwitch.Interface.table.json(of: interface),
        name: interfaceName),
      .insert(table: "Port", row: port, name: portName),
    ]
    return (operations, .namedUUID(portName))
  }
}
