import OVNModel
import OVSDB
import Reconcile

/// Which chassis are watched by BFD: those that share ports with this one, and those that the group
/// serves.
extension TunnelWorld {
  /// The chassis that this one watches on account of a group of several (ovn-architecture(7), High
  /// Availability for Distributed Gateways).
  func deriveWatch(_ group: UUID) -> Set<String>? {
    guard let row = reads.row(group, in: sb.groups), row.haChassis.count > 1,
      let own = readLocalEnd()?.chassis?.uuid
    else { return nil }
    let members = row.haChassis.compactMap { reads.row($0, in: sb.groupMembers)?.chassis }
    let names = Set(members.compactMap { reads.row($0, in: sb.chassis)?.name })
    if members.contains(own) { return names.union(served(by: row)) }
    return row.refChassis.contains(own) ? names : nil
  }

  /// The chassis of this zone that have ports which the group serves.
  private func served(by group: Southbound.HAChassisGroup) -> [String] {
    group.refChassis.compactMap { uuid in
      guard let row = reads.row(uuid, in: sb.chassis), !row.otherConfig.isTrue("is-remote") else {
        return nil
      }
      return row.name
    }
  }
}
