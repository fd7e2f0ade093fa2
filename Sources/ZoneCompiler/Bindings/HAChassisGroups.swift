import JSON
import OVNModel
import OVSDB
import Transactions

/// Groups of chassis that serve a port, one at a time: those of Northbound by their names, and for a
/// router port with Gateway_Chassis rows one with the port's name.
extension World {
  private struct Member: Equatable, Comparable {
    let name: String
    let priority: Int
    let chassis: UUID?

    static func < (left: Self, right: Self) -> Bool {
      (left.name, left.priority) < (right.name, right.priority)
    }
  }

  /// The row of a group of Northbound, there or to be inserted.
  func haChassisGroup(of group: UUID) -> UUID? {
    row(group, in: nb.haChassisGroups).map { haChassisGroupRow(named: $0.name, group) }
  }

  /// The row of the group that serves a distributed gateway port.
  func haChassisGroup(ofRouterPort port: RouterPortContext) -> UUID? {
    guard let row = row(port.uuid, in: nb.routerPorts) else { return nil }
    if let group = row.haChassisGroup { return haChassisGroup(of: group) }
    return row.gatewayChassis.isEmpty ? nil : haChassisGroupRow(named: row.name, port.uuid)
  }

  private func haChassisGroupRow(named name: String, _ preferred: UUID) -> UUID {
    first(name, in: sb.haChassisGroupsByName)?.uuid ?? freeRow(preferred, in: sb.haChassisGroups)
  }

  /// The edits of the group of that name.
  func haChassisGroup(_ name: String) -> ZoneEdits {
    let table = Southbound.HAChassisGroup.table.name
    let present = first(name, in: sb.haChassisGroupsByName)
    guard let (uuid, members) = wantedGroup(name) else {
      return [.southbound: present.map { [.delete(table, $0.uuid)] } ?? []]
    }
    if let present {
      let found = present.row.haChassis.compactMap { row($0, in: sb.haChassis) }.map(member)
      if found.sorted() == members { return [:] }
    }
    var edits: [Edit] = []
    var references: [JSON] = []
    for member in members {
      let name = makeRowName()
      edits.append(insert(member, named: name))
      references.append(.namedUUID(name))
    }
    if let present {
      edits.append(.update(table, present.uuid, ["ha_chassis": .set(references)]))
    } else {
      let row: [String: JSON] = ["name": .string(name), "ha_chassis": .set(references)]
      edits.append(.insert(table, row, uuid: haChassisGroupRow(named: name, uuid)))
    }
    return [.southbound: edits]
  }

  private func insert(_ member: Member, named name: String) -> Edit {
    var row = Southbound.HAChassis()
    row.chassis = member.chassis
    row.priority = member.priority
    row.externalIDs = ["chassis-name": member.name]
    return .insert(
      Southbound.HAChassis.table.name, columns(of: row, in: .southbound), name: name)
  }

  private func member(_ row: Southbound.HAChassis) -> Member {
    Member(
      name: row.externalIDs["chassis-name"] ?? "", priority: row.priority, chassis: row.chassis)
  }

  /// The members of the group of that name, if a port uses it, and the Northbound row it stands for.
  private func wantedGroup(_ name: String) -> (UUID, [Member])? {
    if let (uuid, group) = first(name, in: nb.haChassisGroupsByName), isUsed(group: uuid) {
      let members = group.haChassis.compactMap { row($0, in: nb.haChassis) }
      return (uuid, members.map { member($0.chassisName, $0.priority) }.sorted())
    }
    guard let (uuid, row) = first(name, in: nb.routerPortsByName), row.haChassisGroup == nil,
      !row.gatewayChassis.isEmpty, routerPorts[uuid]?.isGateway == true
    else { return nil }
    let members = row.gatewayChassis.compactMap { self.row($0, in: nb.gatewayChassis) }
    return (uuid, members.map { member($0.chassisName, $0.priority) }.sorted())
  }

  private func member(_ name: String, _ priority: Int) -> Member {
    Member(name: name, priority: priority, chassis: first(name, in: sb.chassisByName)?.uuid)
  }

  /// Whether an external port or a distributed gateway port names the group.
  private func isUsed(group: UUID) -> Bool {
    if rows(group, in: nb.externalPortsByGroup).contains(where: { uuid, _ in
      owner(of: uuid, in: nb.switchOfPort) != nil
    }) {
      return true
    }
    return rows(group, in: nb.routerPortsByGroup).contains { uuid, _ in
      routerPorts[uuid]?.isGateway == true
    }
  }
}
