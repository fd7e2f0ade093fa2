import Derive
import OVSDB
import Replica

/// Which chassis have claimed ports of a datapath, however many ports.
struct Claims {
  private struct Place: Equatable {
    let datapath: UUID
    let chassis: UUID
  }

  private let log: FactLog
  private let facts: ReplicaID
  private var counts: [UUID: [UUID: Int]] = [:]
  private var places: [UUID: Place] = [:]

  init(log: FactLog) {
    self.log = log
    facts = log.makeID()
  }

  /// The chassis with ports of `datapath`, a row of Datapath_Binding.
  func chassis(on datapath: UUID) -> some Collection<UUID> { (counts[datapath] ?? [:]).keys }

  /// The fact that changes when a chassis claims its first port of `datapath` or gives up its last.
  func fact(of datapath: UUID) -> Fact { Fact(datapath, in: facts) }

  /// Says who has claimed `port`, a row of Port_Binding, if anybody has.
  mutating func set(_ port: UUID, on datapath: UUID, to chassis: UUID?) {
    let new = chassis.map { Place(datapath: datapath, chassis: $0) }
    let old = places[port]
    if old == new { return }
    places[port] = new
    if let new { count(new, 1) }
    if let old { count(old, -1) }
  }

  private mutating func count(_ place: Place, _ change: Int) {
    let before = counts[place.datapath]?[place.chassis] ?? 0
    let after = before + change
    counts[place.datapath, default: [:]][place.chassis] = after == 0 ? nil : after
    if counts[place.datapath]?.isEmpty == true { counts[place.datapath] = nil }
    if before == 0 || after == 0 { log.note(fact(of: place.datapath)) }
  }
}
