import Derive
import OVNModel
import OVSDB
import Replica

/// What the stages of connection tracking depend on, of the switch as a whole.
struct SwitchSecurity: Equatable {
  /// Whether the switch, or a group of ports with ports on it, has rules.
  let hasACLs: Bool
  /// Whether one of the rules needs connection tracking.
  let hasStatefulACLs: Bool
  /// Whether a balancer of the switch has a virtual address.
  let hasVIPs: Bool

  /// Whether packets go through connection tracking at all.
  var isStateful: Bool { hasStatefulACLs || hasVIPs }
}

extension World {
  func deriveSecurity(ofSwitch uuid: UUID) -> SwitchSecurity? {
    guard row(uuid, in: nb.switches) != nil else { return nil }
    let owners = [uuid] + members(RosterKey(uuid, .portGroups))
    return SwitchSecurity(
      hasACLs: owners.contains { hasMembers(RosterKey($0, .acls)) },
      hasStatefulACLs: owners.contains { hasMembers(RosterKey($0, .statefulACLs)) },
      hasVIPs: balances(uuid))
  }

  /// Whether a rule is one of the switch, or of a group of ports with ports on the switch.
  func applies(acl uuid: UUID, to logicalSwitch: UUID) -> Bool {
    reads.note(nb.switchOfACL.fact(ownerOf: uuid))
    if nb.switchOfACL.isOwner(logicalSwitch, of: uuid) { return true }
    reads.note(nb.portGroupOfACL.fact(ownerOf: uuid))
    let groups = nb.portGroupOfACL.owners(of: uuid) ?? .many([])
    return groups.contains { hasMembers(RosterKey($0, .groupPorts(on: logicalSwitch))) }
  }

  /// The same, for who keeps no account of what it reads.
  func isOwned(acl uuid: UUID, by logicalSwitch: UUID) -> Bool {
    if nb.switchOfACL.isOwner(logicalSwitch, of: uuid) { return true }
    return (nb.portGroupOfACL.owners(of: uuid) ?? .many([])).contains {
      !rosters.members(RosterKey($0, .groupPorts(on: logicalSwitch))).isEmpty
    }
  }

  /// Puts a rule into the rosters of those who have it.
  fileprivate func enrol(acl uuid: UUID) {
    var keys: [RosterKey] = []
    if let row = nb.acls[uuid] {
      var owners: [UUID] = Array(nb.switchOfACL.owners(of: uuid) ?? .many([]))
      owners += nb.portGroupOfACL.owners(of: uuid) ?? .many([])
      for owner in owners {
        keys.append(RosterKey(owner, .acls))
        if row.action == "allow-related" { keys.append(RosterKey(owner, .statefulACLs)) }
      }
    }
    rosters.place(uuid, in: keys)
  }

  /// Notes or forgets that a port is one of a group's on a switch; with the first or last one, the group's
  /// rules come to the switch or leave it.
  fileprivate func place(_ port: UUID, of group: UUID, on logicalSwitch: UUID) {
    let isMember =
      nb.portGroupOfPort.isOwner(group, of: port)
      && nb.switchOfPort.isOwner(logicalSwitch, of: port)
    let key = RosterKey(group, .groupPorts(on: logicalSwitch))
    guard rosters.set(port, in: key, to: isMember) else { return }
    _ = rosters.set(group, in: RosterKey(logicalSwitch, .portGroups), to: isMember)
    _ = rosters.set(logicalSwitch, in: RosterKey(group, .switches), to: isMember)
    rowWork.invalidate(.portGroup(group, on: logicalSwitch))
    for acl in rosters.members(RosterKey(group, .acls)) {
      flowWork.invalidate(.acl(acl, on: logicalSwitch))
    }
  }

  func followSecurity() {
    followACLs()
    follow(nb.portGroupOfPort) { world, port, group in
      for logicalSwitch in world.nb.switchOfPort.owners(of: port) ?? .many([]) {
        world.place(port, of: group, on: logicalSwitch)
      }
    }
    follow(nb.switchOfPort) { world, port, logicalSwitch in
      for group in world.nb.portGroupOfPort.owners(of: port) ?? .many([]) {
        world.place(port, of: group, on: logicalSwitch)
      }
    }
    follow(nb.switchOfQoS) { world, qos, _ in world.flowWork.invalidate(.qos(qos)) }
    followGroups()
    followMeters()
  }

  private func followACLs() {
    follow(nb.switchOfACL) { world, acl, logicalSwitch in
      world.enrol(acl: acl)
      world.flowWork.invalidate(.acl(acl, on: logicalSwitch))
    }
    follow(nb.portGroupOfACL) { world, acl, group in
      world.enrol(acl: acl)
      for logicalSwitch in world.rosters.members(RosterKey(group, .switches)) {
        world.flowWork.invalidate(.acl(acl, on: logicalSwitch))
      }
    }
    follow(nb.acls) { world, uuid, _ in world.enrol(acl: uuid) }
  }
}
