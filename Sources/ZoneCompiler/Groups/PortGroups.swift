import JSON
import OVNModel
import OVSDB
import Replica
import Transactions

/// Rows of Port_Group: one for each switch that a group has ports on, named after the switch's key and the
/// group, with the names of those ports.
extension World {
  /// The edits of a group's row for a switch.
  func portGroup(_ uuid: UUID, on logicalSwitch: UUID) -> ZoneEdits {
    let table = Southbound.PortGroup.table.name
    let ports = RosterKey(uuid, .groupPorts(on: logicalSwitch))
    guard hasMembers(ports), let group = row(uuid, in: nb.portGroups),
      let bound = datapaths[logicalSwitch]
    else { return [:] }
    var row = Southbound.PortGroup()
    row.name = "\(bound.key)_\(group.name)"
    row.ports = Set(members(ports).compactMap { self.row($0, in: nb.switchPorts)?.name })
    guard let present = first(row.name, in: sb.portGroupsByName) else {
      return [.southbound: [.insert(table, columns(of: row, in: .southbound))]]
    }
    return [
      .southbound: memberEdits(table, present.uuid, "ports", from: present.row.ports, to: row.ports)
    ]
  }

  /// The edits of a row: it goes if it is no group's for any switch.
  func portGroupRow(_ uuid: UUID) -> ZoneEdits {
    guard let row = row(uuid, in: sb.portGroups), !isWanted(row) else { return [:] }
    return [.southbound: [.delete(Southbound.PortGroup.table.name, uuid)]]
  }

  private func isWanted(_ row: Southbound.PortGroup) -> Bool {
    let parts = row.name.split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let key = Int(parts[0]),
      let group = first(String(parts[1]), in: nb.portGroupsByName)?.uuid
    else { return false }
    return rows(key, in: sb.datapathsByKey).contains { _, datapath in
      guard let logicalSwitch = datapath.northboundUUID, datapaths[logicalSwitch]?.key == key else {
        return false
      }
      return hasMembers(RosterKey(group, .groupPorts(on: logicalSwitch)))
    }
  }
}
