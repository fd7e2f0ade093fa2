internal import Address
public import Client
public import OVSDB
internal import Replica
public import Transactions
public import ZoneCompiler

/// Joins the compiler of a zone with the clients of its two databases: who acts, what is derived when,
/// and which transaction is whose.
///
/// A value without sockets or clock. Its owner hands over what the clients tell, with the time, calls
/// ``turn(now:wallTime:)`` once for all that came together, and does each of ``takeActions()``, in order.
public struct ZoneStateMachine {
  /// What the owner is to do.
  public enum Action: Sendable {
    /// Send a transaction through the client of the database; then report ``sent(_:to:)``.
    case transact(ZoneDatabase, [OVSDB.Operation])
    /// Ask for a lock at Southbound, or with nil give it up.
    case setLock(String?)
    /// Take another interval of probes for both connections.
    case setProbeInterval(Duration?)
    /// Write what the compiler has to say to the log.
    case log(Message)
    /// Write to the log that this daemon works now, or no longer; why.
    case logActivity(String)
  }

  /// The compiler.
  public let controller: ZoneController
  /// Whether an operator has stopped all work.
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

  /// What is to be done, in this order; each action is returned once.
  public mutating func takeActions() -> [Action] {
    defer { actions = [] }
    return actions
  }

  /// Begins: asks for the zone's lock.
  public mutating func start() { updateLock() }

  /// As the command `status` tells it (ovn-northd(8)).
  public var status: String { isPaused ? "paused" : ownsLock ? "active" : "standby" }

  /// Whether no transaction waits for its outcome.
  public var isQuiet: Bool { transactions.isEmpty }
}

// What the databases say.
extension ZoneStateMachine {
  /// Takes what the client of a database tells.
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
    case .gaveUp, .log:
      break
    }
  }

  /// The transaction of an action was sent, under this name.
  public mutating func sent(_ id: TransactionID, to database: ZoneDatabase) {
    transactions[database] = id
  }

  /// Derives what has become stale, and sends what is to be sent.
  ///
  /// - Parameter wallTime: the time since 1970.
  public mutating func turn(now: Duration, wallTime: Duration) {
    if isPaused { return }
    for outgoing in controller.advance(now: now, wallTime: wallTime) {
      actions.append(.transact(outgoing.database, outgoing.operations))
    }
    actions += controller.takeMessages().map { .log($0) }
    let interval = controller.probeInterval
    if probeInterval != .some(interval) {
      probeInterval = .some(interval)
      actions.append(.setProbeInterval(interval))
    }
  }

  /// When ``turn(now:wallTime:)`` has something to do, if nothing is told before.
  public func wakeAt(now: Duration) -> Duration? {
    isPaused ? nil : controller.wakeAt(now: now)
  }
}

// Who acts.
extension ZoneStateMachine {
  /// Stops or resumes all work; the sessions stay, the lock goes.
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
    actions.append(.setLock(isPaused ? nil : ZoneDatabase.lock))
  }
}
