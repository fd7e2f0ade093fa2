import Derive
import OVNModel
import OVSDB
import Replica
import Transactions

/// Which neighbour of which router's port an Ethernet address is given for.
struct NeighborTarget: Hashable {
  let port: String
  let address: String
}

/// Rows of Static_MAC_Binding: neighbours of routers whose Ethernet addresses the operator says.
extension World {
  /// The edits of a neighbour's row.
  func staticMACBinding(_ target: NeighborTarget) -> ZoneEdits {
    let table = Southbound.StaticMACBinding.table.name
    let present = rows(target, in: sb.staticMACBindingsByTarget)
    guard let (uuid, northbound) = first(target, in: nb.staticMACBindingsByTarget),
      let (port, _) = first(target.port, in: nb.routerPortsByName),
      let router = routerPorts[port]?.router, let datapath = datapaths[router]?.row
    else { return [.southbound: present.map { .delete(table, $0.uuid) }] }
    var edits = present.dropFirst().map { Edit.delete(table, $0.uuid) }
    var wanted = Southbound.StaticMACBinding()
    wanted.logicalPort = target.port
    wanted.ip = target.address
    wanted.mac = northbound.mac
    wanted.overrideDynamicMAC = northbound.overrideDynamicMAC
    wanted.datapath = datapath
    if let (kept, row) = present.first {
      let columns = differences(
        from: row, to: wanted, in: .southbound,
        columns: ["mac", "override_dynamic_mac", "datapath"])
      if !columns.isEmpty { edits.append(.update(table, kept, columns)) }
    } else {
      let row = freeRow(uuid, in: sb.staticMACBindings)
      edits.append(.insert(table, columns(of: wanted, in: .southbound), uuid: row))
    }
    return [.southbound: edits]
  }

  func followStaticMACBindings() {
    follow(nb.staticMACBindings) { world, _, row in
      let target = NeighborTarget(port: row.logicalPort, address: row.ip)
      world.rowWork.invalidate(.staticMACBinding(target))
    }
    follow(sb.staticMACBindings) { world, _, row in
      let target = NeighborTarget(port: row.logicalPort, address: row.ip)
      world.rowWork.invalidate(.staticMACBinding(target))
    }
  }
}
