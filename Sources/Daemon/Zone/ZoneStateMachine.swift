internal import Address
public import Client
public import Replica
internal import Transactions
public import ZoneCompiler

/// The compiler of a zone, between Northbound and Southbound.
public struct ZoneStateMachine: DaemonStateMachine {
  public typealias Database = ZoneDatabase
  public typealias Channel = ZoneDatabase

  /// The compiler.
  public let controller: ZoneController
  public private(set) var isPaused: Bool
  private var ownsLock = false
  private var transactions: [ZoneDatabase: TransactionID] = [:]
  private var probeInterval: Duration??
  private var actions: [Action] = []

  /// Creates one that has yet to ask for its lock.
  ///
  /// - Parameters:
  ///   - isPaused: whether it begins without working, as with `--dry-run`.
  ///   - randomNumber: what Ethernet addresses are made of that Northbound does not name.
  public init(isPaused: Bool = false, randomNumber: UInt64) {
    self.isPaused = isPaused
    // Neither a multicast address nor one that a manufacturer has given.
    let bits = randomNumber & ~0x0100_0000_0000 | 0x0200_0000_0000
    controller = ZoneController(madeUpMAC: MACAddress(bits: bits))
  }

  public static func declared(_ database: ZoneDatabase) -> MonitoredTables {
    ZoneController.declared(database)
  }

  public mutating func takeActions() -> [Action] {
    defer { actions = [] }
    return actions
  }

  public mutating func start() { updateLock() }

  public var status: String { isPaused ? "paused" : ownsLock ? "active" : "standby" }

  /// A standby has nothing to do either.
  public var isConverged: Bool {
    transactions.isEmpty && (status != "active" || controller.isConverged)
  }

  public var counts: [(name: String, count: Int)] { controller.counts }

  public var statistics: [(kind: String, keys: Int, runs: Int)] { controller.statistics }

  public var recomputes: Int { controller.recomputes }

  public var trimTimeout: Duration? { controller.trimTimeout }

  public mutating func recompute() { controller.recompute() }

  public mutating func clearStatistics() { controller.clearStatistics() }
}

// What the databases say.
extension ZoneStateMachine {
  public mutating func received(
    _ event: DatabaseEvent, of database: ZoneDatabase, now: Duration
  ) {
    switch event {
    case .schema(let schema):
      controller.setSchema(schema, of: database)
    case .contents(let updates, let format):
      controller.replaceContents(of: database, with: updates, format: format.ofReplica)
    case .update(let updates, let format):
      controller.apply(updates, to: database, format: format.ofReplica)
    case .synchronised:
      controller.setSynchronised(true, database)
    case .disconnected:
      controller.setSynchronised(false, database)
    case .lock(let isOwned):
      lockChanged(isOwned)
    case .transaction(let id, let outcome):
      guard transactions[database] == id else { return }
      transactions[database] = nil
      controller.transactionFinished(database, outcome.verdict, now: now)
    case .coverage, .gaveUp, .log:
      break
    }
  }

  public mutating func sent(_ id: TransactionID, on database: ZoneDatabase) {
    transactions[database] = id
  }

  public mutating func turn(now: Duration, wallTime: Duration) {
    if isPaused { return }
    for outgoing in controller.advance(now: now, wallTime: wallTime) {
      actions.append(.transact(outgoing.operations, outgoing.database, outgoing.database))
    }
    actions += controller.takeMessages().map { .log($0) }
    let interval = controller.probeInterval
    if probeInterval != .some(interval) {
      probeInterval = .some(interval)
      for database in ZoneDatabase.allCases {
        actions.append(.setProbeInterval(interval, database))
      }
    }
  }

  public func wakeAt(now: Duration) -> Duration? {
    isPaused ? nil : controller.wakeAt(now: now)
  }
}

// Who acts.
extension ZoneStateMachine {
  public mutating func setPaused(_ isPaused: Bool) {
    if self.isPaused == isPaused { return }
    self.isPaused = isPaused
    if isPaused {
      ownsLock = false
      controller.setLock(isHeld: false)
      actions.append(.logActivity("This ovn-northd instance is now paused."))
    }
    updateLock()
  }

  private mutating func lockChanged(_ isOwned: Bool) {
    let isOwned = isOwned && !isPaused
    controller.setLock(isHeld: isOwned)
    if ownsLock == isOwned { return }
    ownsLock = isOwned
    let state = isOwned ? "active" : "on standby"
    actions.append(
      .logActivity(
        "ovn-northd lock \(isOwned ? "acquired" : "lost"). This ovn-northd instance is now \(state)."
      ))
  }

  private mutating func updateLock() {
    actions.append(.setLock(isPaused ? nil : ZoneDatabase.lock, .southbound))
  }
}
