import Derive
import JSON
import OVNModel
import OVSDB
import Replica
import Transactions

/// Rows of Multicast_Group for the groups of ``MulticastGroupKind``.
///
/// A group's row and each member are subjects of their own, so that a port that joins a group of
/// thousands costs one reference.
extension World {
  /// The edits that bring a group about; its first members come with it.
  func multicastGroup(_ datapath: UUID, _ kind: MulticastGroupKind) -> ZoneEdits {
    guard let bound = datapaths[datapath], hasMembers(RosterKey(datapath, kind.roster)) else {
      return [:]
    }
    let name = NameInDatapath(datapath: bound.row, name: kind.rawValue)
    if hasRows(name, in: sb.multicastGroupsByName) { return [:] }
    var row = Southbound.MulticastGroup()
    row.datapath = bound.row
    row.name = kind.rawValue
    row.tunnelKey = kind.key
    row.ports = Set(members(RosterKey(datapath, kind.roster)).compactMap(bindingRow))
    return [
      .southbound: [
        .insert(Southbound.MulticastGroup.table.name, columns(of: row, in: .southbound))
      ]
    ]
  }

  /// The edits of a row: it goes if nobody is in its group, and says the group's key.
  func multicastRow(_ uuid: UUID) -> ZoneEdits {
    let table = Southbound.MulticastGroup.table.name
    guard let row = row(uuid, in: sb.multicastGroups) else { return [:] }
    guard let datapath = self.row(row.datapath, in: sb.datapathBindings)?.northboundUUID,
      datapaths[datapath]?.row == row.datapath
    else { return [.southbound: [.delete(table, uuid)]] }
    guard let kind = MulticastGroupKind(rawValue: row.name) else {
      return hasListeners(row, of: datapath) ? [:] : [.southbound: [.delete(table, uuid)]]
    }
    guard hasMembers(RosterKey(datapath, kind.roster)) else {
      return [.southbound: [.delete(table, uuid)]]
    }
    if row.tunnelKey == kind.key { return [:] }
    return [.southbound: [.update(table, uuid, ["tunnel_key": .integer(Int64(kind.key))])]]
  }

  /// The edits that put a port into the groups there are, and take it out of those it has left.
  func multicastMember(_ port: UUID) -> ZoneEdits {
    guard let datapath = owner(of: port, in: nb.switchOfPort), let bound = datapaths[datapath],
      let member = bindingRow(port)
    else { return [:] }
    reads.note(sb.multicastGroupOfPort.fact(ownerOf: member))
    var edits: [Edit] = []
    for kind in MulticastGroupKind.allCases {
      let name = NameInDatapath(datapath: bound.row, name: kind.rawValue)
      reads.note(sb.multicastGroupsByName.fact(of: name))
      guard let group = sb.multicastGroupsByName[name]?.min() else { continue }
      let isIn = sb.multicastGroupOfPort.isOwner(group, of: member)
      let table = Southbound.MulticastGroup.table.name
      switch (isIn, isMember(port, of: RosterKey(datapath, kind.roster))) {
      case (false, true):
        edits.append(.attach(table: table, row: group, column: "ports", rows: [member.json]))
      case (true, false):
        edits.append(.detach(table: table, row: group, column: "ports", rows: [member]))
      default: break
      }
    }
    return [.southbound: edits]
  }

  /// The row in Port_Binding of a switch's port.
  private func bindingRow(_ port: UUID) -> UUID? {
    row(port, in: nb.switchPorts).flatMap { boundPorts[$0.name]?.row }
  }
}
