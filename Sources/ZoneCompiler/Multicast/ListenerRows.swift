import Derive
import JSON
import OVNModel
import OVSDB
import Replica
import Transactions

/// Rows of Multicast_Group for the groups of ``MulticastListeners``.
extension World {
  /// The edits that bring a datapath's groups about, and put into them who is missing.
  func multicastListeners(_ datapath: UUID) -> ZoneEdits {
    guard let bound = datapaths[datapath], let listeners = listeners[datapath] else { return [:] }
    var edits: [Edit] = []
    for (name, members) in listeners.members.sorted(by: { precedes($0.key, $1.key) })
    where !members.isEmpty {
      edits += group(NameInDatapath(datapath: datapath, name: name), members, on: bound)
    }
    return [.southbound: edits]
  }

  private func group(
    _ group: NameInDatapath, _ members: Set<UUID>, on bound: BoundDatapath
  ) -> [Edit] {
    let table = Southbound.MulticastGroup.table.name
    let name = NameInDatapath(datapath: bound.row, name: group.name)
    let present = first(name, in: sb.multicastGroupsByName)
    guard let key = tunnelKey(of: group, present?.row.tunnelKey, on: bound) else { return [] }
    guard let (uuid, row) = present else {
      var wanted = Southbound.MulticastGroup()
      wanted.datapath = bound.row
      wanted.name = group.name
      wanted.tunnelKey = key
      wanted.ports = members
      return [.insert(table, columns(of: wanted, in: .southbound))]
    }
    var edits: [Edit] = []
    if row.tunnelKey != key {
      edits.append(.update(table, uuid, ["tunnel_key": .integer(Int64(key))]))
    }
    let missing = members.sorted().filter { member in
      reads.note(sb.multicastGroupOfPort.fact(ownerOf: member))
      return !sb.multicastGroupOfPort.isOwner(uuid, of: member)
    }
    if !missing.isEmpty {
      edits.append(
        .attach(table: table, row: uuid, column: "ports", rows: missing.map(\.json)))
    }
    return edits
  }

  private func tunnelKey(
    of group: NameInDatapath, _ present: Int?, on bound: BoundDatapath
  ) -> Int? {
    if let key = ListenerGroup.key(of: group.name) { return key }
    let assignment = groupKeys.assign(
      to: group, in: group.datapath, requested: nil, present: present, range: ListenerGroup.keys
    ) { sb.multicastGroupsByKey[KeyInDatapath(datapath: bound.row, key: $0)] != nil }
    if assignment.key == nil {
      reads.note(groupKeys.fact(of: group.datapath))
      report(
        ["\(group.name): all multicast group tunnel ids exhausted"],
        of: ProblemKey(row: group.datapath, aspect: "group \(group.name)"))
    }
    return assignment.key
  }

  /// Whether somebody is in the group that a row stands for.
  func hasListeners(_ row: Southbound.MulticastGroup, of datapath: UUID) -> Bool {
    if listeners[datapath]?.members[row.name]?.isEmpty == false { return true }
    groupKeys.release(NameInDatapath(datapath: datapath, name: row.name))
    return false
  }

  /// The edits that take a row of Port_Binding out of groups it has left.
  func multicastReference(_ member: UUID) -> ZoneEdits {
    reads.note(sb.multicastGroupOfPort.fact(ownerOf: member))
    let table = Southbound.MulticastGroup.table.name
    var edits: [Edit] = []
    for group in (sb.multicastGroupOfPort.owners(of: member) ?? .many([])).sorted() {
      guard let row = row(group, in: sb.multicastGroups),
        MulticastGroupKind(rawValue: row.name) == nil,
        let datapath = self.row(row.datapath, in: sb.datapathBindings)?.northboundUUID,
        let members = listeners[datapath]?.members[row.name], !members.contains(member)
      else { continue }
      edits.append(.detach(table: table, row: group, column: "ports", rows: [member]))
    }
    return [.southbound: edits]
  }

  /// The edits of what a chassis has learned: it goes with its chassis or switch.
  func igmpGroup(_ uuid: UUID) -> ZoneEdits {
    guard let row = row(uuid, in: sb.igmpGroups) else { return [:] }
    if row.chassis != nil, let binding = row.datapath,
      let datapath = self.row(binding, in: sb.datapathBindings)?.northboundUUID,
      datapaths[datapath]?.row == binding
    {
      return [:]
    }
    return [.southbound: [.delete(Southbound.IGMPGroup.table.name, uuid)]]
  }

  func followListeners() {
    follow(nb.switches) { world, uuid, _ in world.invalidateListeners(of: uuid) }
    follow(nb.routers) { world, uuid, _ in world.invalidateListeners(of: uuid) }
    follow(sb.igmpGroups) { world, uuid, _ in world.rowWork.invalidate(.igmpGroup(uuid)) }
    follow(sb.multicastGroupOfPort) { world, member, group in
      let name = world.sb.multicastGroups[group]?.name
      if name.flatMap(MulticastGroupKind.init) != nil { return }
      world.rowWork.invalidate(.multicastReference(member))
    }
  }

  private func invalidateListeners(of datapath: UUID) {
    rowWork.invalidate(.multicastListeners(datapath))
    flowWork.invalidate(.learnedGroups(datapath))
  }
}
