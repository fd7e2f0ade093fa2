internal import OVNModel
internal import OVSDB
internal import Reconcile

/// Which chassis of a group has the port that they share: the first by priority that is alive.
extension ChassisWorld {
  /// A member of a group that is registered.
  private struct Candidate {
    let chassis: UUID
    let name: String
    let priority: Int
  }

  func isActive(_ row: Southbound.PortBinding, own: UUID) -> Bool {
    let group = row.haChassisGroup.flatMap { reads.row($0, in: sb.groups) }
    let candidates = group.map(members) ?? members(row.gatewayChassis)
    guard candidates.contains(where: { $0.chassis == own }) else { return false }
    let alive = candidates.filter { $0.chassis == own || readIsReachable($0.name) }
    if candidates.count > 1, alive.count == 1, let group, isCutOff(group, candidates) {
      return false
    }
    return alive.max { ($0.priority, $0.name) < ($1.priority, $1.name) }?.chassis == own
  }

  /// The last member takes itself for cut off if none of those answers that the group serves.
  private func isCutOff(_ group: Southbound.HAChassisGroup, _ members: [Candidate]) -> Bool {
    let served = group.refChassis.subtracting(members.map(\.chassis)).sorted()
      .compactMap { reads.row($0, in: sb.chassis)?.name }
    return !served.isEmpty && !served.contains { readIsReachable($0) }
  }

  private func members(_ group: Southbound.HAChassisGroup) -> [Candidate] {
    group.haChassis.sorted().compactMap { uuid in
      guard let row = reads.row(uuid, in: sb.groupMembers) else { return nil }
      return candidate(row.chassis, row.priority)
    }
  }

  /// As northd of release 20.03 and before has it.
  private func members(_ gateways: Set<UUID>) -> [Candidate] {
    gateways.sorted().compactMap { uuid in
      guard let row = reads.row(uuid, in: sb.gatewayChassis) else { return nil }
      return candidate(row.chassis, row.priority)
    }
  }

  private func candidate(_ chassis: UUID?, _ priority: Int) -> Candidate? {
    guard let chassis, let name = reads.row(chassis, in: sb.chassis)?.name else { return nil }
    return Candidate(chassis: chassis, name: name, priority: priority)
  }
}
