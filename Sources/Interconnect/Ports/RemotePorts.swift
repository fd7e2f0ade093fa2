import JSON
import OVNModel
import OVSDB
import Transactions

/// The other zones' ports on transit switches, as logical switch ports of type `remote` here.
extension World {
  func mirror(
    _ foreign: Binding?, as here: (port: SwitchPort, transitSwitch: String)?, name: String,
    _ edits: inout [Channel: [Edit]], _ problems: inout [String]
  ) {
    let port = here.flatMap { $0.port.row.type == Value.remote ? $0 : nil }
    let wanted = foreign.flatMap { logicalSwitch(of: $0.row) == nil ? nil : $0 }
    if let port, wanted == nil || wanted?.row.transitSwitch != port.transitSwitch {
      edits[.northbound] = remove(port.port)
    } else if let port, let wanted {
      synchronise(port.port, with: wanted.row, &edits)
    } else if let wanted, let target = logicalSwitch(of: wanted.row) {
      if let other = rows(name, in: nb.switchPortsByName).first {
        // An operator's port of another type on this very switch is left alone without a word.
        if here == nil {
          problems.append(
            "Port_Binding \(name) of another zone: a Logical_Switch_Port of that name"
              + " (\(other.uuid)) exists on another switch; port names must be unique in the mesh.")
        }
      } else {
        edits[.northbound] = insert(wanted.row, into: target)
      }
    }
  }

  /// The logical switch that stands for the port's transit switch here.
  private func logicalSwitch(of binding: ICSouthbound.PortBinding) -> UUID? {
    let name = binding.transitSwitch
    guard hasRows(name, in: inb.transitSwitchesByName) else { return nil }
    return rows(name, in: nb.switchesByTransitSwitch).first { $0.row.name == name }?.uuid
  }

  private func insert(_ binding: ICSouthbound.PortBinding, into logicalSwitch: UUID) -> [Edit] {
    var row = Northbound.LogicalSwitchPort()
    row.name = binding.logicalPort
    row.type = Value.remote
    row.up = true
    row.addresses = binding.address.isEmpty ? [] : [binding.address]
    row.options = [Key.requestedTunnelKey: String(binding.tunnelKey)]
    let name = makeRowName()
    let table = Northbound.LogicalSwitchPort.table.name
    return [
      .insert(table, row.columns(for: .northbound, capabilities), name: name),
      .attach(
        table: Northbound.LogicalSwitch.table.name, row: logicalSwitch, column: "ports",
        rows: [.namedUUID(name)]),
    ]
  }

  private func remove(_ port: SwitchPort) -> [Edit] {
    guard let owner = owner(of: port.uuid, in: nb.switchOfPort) else { return [] }
    return [
      .detach(
        table: Northbound.LogicalSwitch.table.name, row: owner, column: "ports", rows: [port.uuid])
    ]
  }

  /// Follows changes of a port that northd has bound; until then there is nothing to follow with.
  private func synchronise(
    _ port: SwitchPort, with binding: ICSouthbound.PortBinding, _ edits: inout [Channel: [Edit]]
  ) {
    guard let bound = first(port.row.name, in: sb.portBindingsByName) else { return }
    var northbound = requestTunnelKey(binding.tunnelKey, for: port)
    let addresses: Set<String> = binding.address.isEmpty ? [] : [binding.address]
    if port.row.addresses != addresses {
      let table = Northbound.LogicalSwitchPort.table.name
      northbound.append(.update(table, port.uuid, ["addresses": addresses.json]))
    }
    edits[.northbound] = northbound
    // Where a chassis is asked for, northd binds the port.
    if port.row.options[Key.requestedChassis] == nil {
      edits[.southbound] = bind(bound, to: binding.gateway)
    }
  }

  private func bind(
    _ bound: (uuid: UUID, row: Southbound.PortBinding), to gateway: String
  ) -> [Edit] {
    let table = Southbound.PortBinding.table.name
    if gateway.isEmpty {
      return bound.row.chassis == nil ? [] : [.update(table, bound.uuid, ["chassis": .set([])])]
    }
    // A gateway that is not here yet leaves the binding as it is.
    guard let chassis = first(gateway, in: sb.chassisByName)?.uuid, bound.row.chassis != chassis
    else { return [] }
    return [.update(table, bound.uuid, ["chassis": chassis.json])]
  }
}
