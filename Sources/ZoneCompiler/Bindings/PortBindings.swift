import JSON
import OVNModel
import OVSDB
import Transactions

/// Rows of Port_Binding.
extension World {
  /// The columns that are the compiler's; chassis write the others.
  private static let columns: Set<String> = [
    "datapath", "tunnel_key", "type", "options", "parent_port", "tag", "mac", "port_security",
    "external_ids", "ha_chassis_group", "gateway_chassis", "requested_chassis",
    "requested_additional_chassis", "mirror_rules",
  ]

  /// The edits of the row of that name.
  func portBinding(_ name: String) -> ZoneEdits {
    let table = Southbound.PortBinding.table.name
    let present = rows(name, in: sb.portBindingsByName)
    guard let bound = boundPorts[name], let port = namedPort(name),
      let datapath = datapaths[bound.datapath]
    else { return [.southbound: present.map { .delete(table, $0.uuid) }] }
    var edits = present.filter { $0.uuid != bound.row }.map { Edit.delete(table, $0.uuid) }
    let kept = present.first { $0.uuid == bound.row }?.row
    var wanted = binding(of: port, present: kept)
    wanted.logicalPort = name
    wanted.datapath = datapath.row
    wanted.tunnelKey = bound.key
    wanted.up = kept?.up ?? false
    if let kept {
      let columns = differences(
        from: kept, to: wanted, in: .southbound, columns: Self.columns.union(["up"]))
      if !columns.isEmpty { edits.append(.update(table, bound.row, columns)) }
      let announced = editNATAddresses(
        bound.row, from: kept.natAddresses, to: wanted.natAddresses)
      if let announced { edits.append(announced) }
    } else {
      edits.append(.insert(table, columns(of: wanted, in: .southbound), uuid: bound.row))
    }
    return [.southbound: edits]
  }

  private func binding(
    of port: NamedPort, present: Southbound.PortBinding?
  ) -> Southbound.PortBinding {
    switch port {
    case .switchPort(let uuid, let row, let logicalSwitch):
      binding(ofSwitchPort: uuid, row, on: logicalSwitch, present)
    case .routerPort(let port): binding(ofRouterPort: port, present)
    case .redirect(let port): binding(ofRedirect: port, present)
    }
  }
}
