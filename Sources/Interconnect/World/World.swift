import Derive
import OVNModel
import OVSDB
import Replica
import Transactions

/// Everything that results are derived from: the four replicas, what the servers can carry, the locks,
/// and the values that derivations share.
final class World {
  let log = FactLog()
  let nb: NorthboundTables
  let sb: SouthboundTables
  let inb: ICNorthboundTables
  let isb: ICSouthboundTables
  var capabilities = Capabilities()
  var locks: Set<Lock> = []

  /// The published routes that are held.
  var routeCoverage = RouteCoverage.none
  /// Those that are to be held.
  var neededRoutes: [Condition] = []
  /// Whether ``neededRoutes`` may have changed.
  var mayNeedOtherRoutes = true

  /// What has been read since the present derivation began.
  let reads = Reads<Fact>()

  /// The zone as which this daemon is registered.
  var zone: Zone?
  /// The row under which it was registered last, so that a new name renames it.
  var registration: UUID?

  /// Name spaces of the facts that no table has.
  private let zoneFacts: ReplicaID
  private let lockFacts: ReplicaID
  private let routerFacts: ReplicaID
  private let vipFacts: ReplicaID
  private let tableFacts: ReplicaID
  private let coverageFacts: ReplicaID

  var routers = Derivation<UUID, Fact, RouterContext>()
  var vips = Derivation<UUID, Fact, [VirtualIP]>()
  var candidates = Derivation<RouteSource, Fact, [RouteCandidate]>()
  /// The routers that take part on each transit switch.
  var participants: [String: Set<UUID>] = [:]
  /// What the zone would advertise, by what makes a route unique.
  var candidatesByKey: [RouteKey: [RouteCandidate]] = [:]

  var datapathKeys = KeyAllocator()
  var portKeys = KeyAllocator()

  private var names = 0
  /// What is wrong with each subject, as it was last said.
  private var problems: [Subject: [String]] = [:]
  /// Log lines that nobody has taken yet.
  var messages: [Message] = []

  init() {
    nb = NorthboundTables(log: log)
    sb = SouthboundTables(log: log)
    inb = ICNorthboundTables(log: log)
    isb = ICSouthboundTables(log: log)
    zoneFacts = log.makeID()
    lockFacts = log.makeID()
    routerFacts = log.makeID()
    vipFacts = log.makeID()
    tableFacts = log.makeID()
    coverageFacts = log.makeID()
  }

  /// A name for a row that is inserted, unlike any other of this process.
  func makeRowName() -> String {
    names += 1
    return "row\(names)"
  }

  var zoneFact: Fact { Fact(0, in: zoneFacts) }
  func fact(of lock: Lock) -> Fact { Fact(lock, in: lockFacts) }
  func fact(ofRouter router: UUID) -> Fact { Fact(router, in: routerFacts) }
  func fact(ofVirtualIPs router: UUID) -> Fact { Fact(router, in: vipFacts) }
  func fact(of condition: Condition) -> Fact { Fact(condition, in: coverageFacts) }
  func fact<R>(ofTable table: TableReplica<R>) -> Fact { Fact(table.id, in: tableFacts) }

  /// Takes what is wrong with `subject` now, and logs what was not wrong before.
  func report(_ found: [String], of subject: Subject, level: Message.Level = .warning) {
    if found.isEmpty && problems.isEmpty { return }
    let before = problems[subject] ?? []
    for text in found where !before.contains(text) {
      messages.append(Message(level: level, text: text))
    }
    problems[subject] = found.isEmpty ? nil : found
  }
}
