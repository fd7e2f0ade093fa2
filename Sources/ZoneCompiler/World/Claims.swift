import Derive
import OVNModel
import OVSDB
import Replica

/// Which chassis have claimed ports of a datapath, however many ports.
struct Claims {
  /// A chassis' claim on a port of a datapath.
  struct Claim: Equatable {
    /// A row of Datapath_Binding.
    let datapath: UUID
    let chassis: UUID

    /// The claim that a row of Port_Binding tells of, if anybody has claimed the port.
    init?(_ row: Southbound.PortBinding) {
      guard let chassis = row.chassis else { return nil }
      datapath = row.datapath
      self.chassis = chassis
    }
  }

  private let log: FactLog
  private let facts: ReplicaID
  private var counts: [UUID: [UUID: UInt32]] = [:]

  init(log: FactLog) {
    self.log = log
    facts = log.makeID()
  }

  /// The chassis with ports of `datapath`, a row of Datapath_Binding.
  func chassis(on datapath: UUID) -> some Collection<UUID> { (counts[datapath] ?? [:]).keys }

  /// The fact that changes when a chassis claims its first port of `datapath` or gives up its last.
  func fact(of datapath: UUID) -> Fact { Fact(datapath, in: facts) }

  /// Counts the claim on a port, in the place of the one that was counted for it before.
  mutating func replace(_ old: Claim?, by new: Claim?) {
    if old == new { return }
    if let new { add(new) }
    if let old { remove(old) }
  }

  private mutating func add(_ claim: Claim) {
    let count = (counts[claim.datapath]?[claim.chassis] ?? 0) + 1
    counts[claim.datapath, default: [:]][claim.chassis] = count
    if count == 1 { log.note(fact(of: claim.datapath)) }
  }

  private mutating func remove(_ claim: Claim) {
    guard let count = counts[claim.datapath]?[claim.chassis] else { return }
    counts[claim.datapath]?[claim.chassis] = count == 1 ? nil : count - 1
    if counts[claim.datapath]?.isEmpty == true { counts[claim.datapath] = nil }
    if count == 1 { log.note(fact(of: claim.datapath)) }
  }
}
