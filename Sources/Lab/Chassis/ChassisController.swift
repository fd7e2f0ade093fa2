internal import JSON
internal import OVNModel
internal import OVSDB
internal import Reconcile
internal import Replica
internal import Transactions
internal import Tunnels

/// What ovn-controller does for the databases of a chassis, without flows, sockets and clock.
///
/// Updates of both databases go in, transactions come out. It works while both are in step.
final class ChassisController {
  let world: ChassisWorld
  private(set) var reconciler = Reconciler<ChassisSubject, ChassisDatabase>()
  private var synchronised: Set<ChassisDatabase> = []
  private var messages: [String] = []

  /// - Parameters:
  ///   - hostname: the machine's name.
  ///   - isReachable: whether tunnels to a chassis work, as BFD tells.
  init(hostname: String, isReachable: @escaping (String) -> Bool) {
    world = ChassisWorld(hostname: hostname, isReachable: isReachable)
    reconciler.invalidate(.integrationBridge)
    reconciler.invalidate(.registration)
  }

  /// Of Southbound's tables the rows that are read: ports on other zones' chassis are nothing to this
  /// one, and there may be very many.
  static let conditions = [
    Southbound.PortBinding.table.name: [Condition("type", .notEqual, "remote")]
  ]

  /// The tables and columns of a database that are read.
  static func declared(_ database: ChassisDatabase) -> MonitoredTables {
    switch database {
    case .southbound: southboundTables
    case .vswitch: switchTables
    }
  }

  private static let southboundTables = ChassisSouthboundTables(log: FactLog()).replica.declared
  private static let switchTables = ChassisSwitchTables(log: FactLog()).replica.declared

  private func replica(of database: ChassisDatabase) -> DatabaseReplica {
    switch database {
    case .southbound: world.sb.replica
    case .vswitch: world.vswitch.replica
    }
  }
}

// What goes in.
extension ChassisController {
  func replaceContents(
    of database: ChassisDatabase, with updates: JSONElement, format: TableUpdateFormat
  ) {
    report(replica(of: database).replaceContents(with: updates, format: format))
  }

  func apply(_ updates: JSONElement, to database: ChassisDatabase, format: TableUpdateFormat) {
    report(replica(of: database).apply(updates, format: format))
  }

  private func report(_ problems: [ReplicaProblem]) { messages += problems.map(\.description) }

  func setSynchronised(_ isInStep: Bool, _ database: ChassisDatabase) {
    if isInStep { synchronised.insert(database) } else { synchronised.remove(database) }
  }

  /// The tunnels to a chassis work now, or work no longer.
  func reachabilityChanged(of chassis: String) {
    world.log.note(world.fact(ofReachability: chassis))
  }

  /// Takes back all that was written, as `ovn-appctl exit` does.
  func leave() { world.isLeaving = true }

  /// Derives everything anew, as at the start.
  func recompute() {
    reconciler.invalidateAll()
    reconciler.invalidate(.integrationBridge)
    reconciler.invalidate(.registration)
    for (_, row) in world.sb.portBindings.rows { reconciler.invalidate(.port(row.logicalPort)) }
  }

  func transactionFinished(
    _ database: ChassisDatabase, _ verdict: TransactionVerdict, now: Duration
  ) {
    world.now = now
    // The update that it caused may have come in the same breath.
    if isActive { follow() }
    let finished = reconciler.finished(database, verdict, now: now)
    if case .committed = verdict, database == .southbound {
      for case .port(let name) in finished.keys { world.noteWrite(of: name) }
    }
    messages += finished.refusals.map {
      "\(database.rawValue): transaction refused: \($0.key): \($0.message)"
    }
  }
}

// What comes out.
extension ChassisController {
  /// Whether it works now, or waits for a database.
  var isActive: Bool { synchronised.count == ChassisDatabase.allCases.count }

  /// Derives what is stale, and returns the transactions that are to be sent now.
  func advance(now: Duration) -> [(database: ChassisDatabase, operations: [OVSDB.Operation])] {
    guard isActive else { return [] }
    world.now = now
    for port in world.takeDue() { reconciler.invalidate(.port(port)) }
    derive()
    return ChassisDatabase.allCases.compactMap { database in
      reconciler.next(database, comment: "ovn-controller", now: now).map { (database, $0) }
    }
  }

  /// Derives what is stale and sends nothing.
  func derive() {
    follow()
    reconciler.put([:], of: .sequenceNumber)
    reconciler.derive(reads: world.reads, isGone: isGone, operations)
    guard reconciler.isEmpty, world.postponed.isEmpty else { return }
    reconciler.put(world.sequenceNumber(), of: .sequenceNumber)
  }

  /// When ``advance(now:)`` has something to do without anything having changed.
  func wakeAt(now: Duration) -> Duration? {
    guard isActive else { return nil }
    return [reconciler.wakeAt(now: now), world.postponed.values.min()].compactMap { $0 }.min()
  }

  /// Whether nothing is left to derive, to send or to wait for.
  var isConverged: Bool {
    isActive && world.log.isEmpty && reconciler.isEmpty && world.postponed.isEmpty
  }

  func takeMessages() -> [String] {
    defer { messages = [] }
    return messages
  }

  private func isGone(_ subject: ChassisSubject) -> Bool {
    guard case .port(let name) = subject else { return false }
    return world.isGone(port: name)
  }

  private func operations(_ subject: ChassisSubject) -> [ChassisDatabase: [OVSDB.Operation]] {
    switch subject {
    case .integrationBridge: world.integrationBridge()
    case .registration: world.registration()
    case .port(let name): world.port(name)
    case .sequenceNumber: [:]
    }
  }

  /// Turns rows that have changed into stale keys.
  private func follow() {
    world.settle()
    for change in world.sb.portBindings.takeChanges() {
      for row in world.sb.portBindings.contents(of: change) {
        reconciler.invalidate(.port(row.logicalPort))
      }
    }
    for change in world.vswitch.interfaces.takeChanges() {
      for row in world.vswitch.interfaces.contents(of: change) {
        guard let port = row.externalIDs[ChassisKey.logicalPort] else { continue }
        reconciler.invalidate(.port(port))
      }
    }
    reconciler.invalidate(readersOf: world.log.take())
  }
}
