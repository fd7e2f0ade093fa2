import Derive
import OVSDB
import Replica

/// Everything that a chassis's tunnels are derived from.
final class TunnelWorld {
  let log = FactLog()
  let sb: TunnelSouthboundTables
  let vswitch: TunnelSwitchTables
  let reads = Reads<Fact>()

  /// Whether all tunnels are to go.
  var isLeaving = false {
    didSet { log.note(localEndFact) }
  }

  /// This chassis's part.
  private var localEnds = Derivation<Int, Fact, LocalEnd>()
  /// For each group of chassis, those that this chassis has to watch on its account.
  private var watches = Derivation<UUID, Fact, Set<String>>()
  /// On account of how many groups each chassis is watched.
  private var watchCounts: [String: Int] = [:]
  /// The names of ports that are wanted and not there yet.
  var names = PortNames()

  private let localEndFacts: ReplicaID
  private let watchFacts: ReplicaID

  init() {
    sb = TunnelSouthboundTables(log: log)
    vswitch = TunnelSwitchTables(log: log)
    localEndFacts = log.makeID()
    watchFacts = log.makeID()
    localEnds.invalidate(0)
  }
}

// Values that all tunnels share.
extension TunnelWorld {
  private var localEndFact: Fact { Fact(0, in: localEndFacts) }

  var localEnd: LocalEnd? { localEnds.outputs[0] }

  func readLocalEnd() -> LocalEnd? {
    reads.note(localEndFact)
    return localEnd
  }

  /// Whether BFD watches the tunnels to a chassis.
  func readIsWatched(_ peer: String) -> Bool {
    reads.note(Fact(peer, in: watchFacts))
    return watchCounts[peer] != nil
  }

  /// Brings the shared values up to date, and returns all facts that have changed.
  func settle() -> [Fact] {
    var facts = log.take()
    for fact in facts { localEnds.invalidate(readersOf: fact) }
    if !localEnds.update(reads: reads, derive: { _ in deriveLocalEnd() }).isEmpty {
      facts.append(localEndFact)
    }
    for change in sb.groups.takeChanges() { watches.invalidate(change.uuid) }
    for fact in facts { watches.invalidate(readersOf: fact) }
    let changes = watches.update(
      reads: reads, isGone: { sb.groups[$0] == nil }, derive: deriveWatch)
    for change in changes {
      for peer in change.old ?? [] { count(peer, -1, &facts) }
      for peer in change.new ?? [] { count(peer, 1, &facts) }
    }
    return facts
  }

  private func count(_ peer: String, _ difference: Int, _ facts: inout [Fact]) {
    let count = watchCounts[peer, default: 0] + difference
    watchCounts[peer] = count == 0 ? nil : count
    facts.append(Fact(peer, in: watchFacts))
  }
}
