public import Client
public import Interconnect
public import OVSDB
public import Transactions

/// Joins the interconnection controller of a zone with the clients of its four databases: who acts,
/// what is derived when, and which transaction is whose.
///
/// A value without sockets or clock. Its owner hands over what the clients tell, with the time, calls
/// ``turn(now:)`` once for all that came together, and does each of ``takeActions()``, in order.
public struct ControllerStateMachine {
  /// What the owner is to do.
  public enum Action: Sendable {
    /// Send a transaction through the client of the channel's database; then report ``sent(_:on:)``.
    case transact(Channel, [OVSDB.Operation])
    /// Ask for a lock at the database, or with nil give it up.
    case setLock(String?, Database)
    /// Take another interval of probes for the connection to the database.
    case setProbeInterval(Duration?, Database)
    /// Write what the controller has to say to the log.
    case log(Message)
    /// Write to the log that this daemon works now, or no longer; why.
    case logActivity(String)
  }

  /// The controller.
  public let controller = InterconnectController()
  /// Whether an operator has stopped all work.
  public private(set) var isPaused = false
  private var isActive = false
  private var ownsZoneLock = false
  private var channels: [Database: [TransactionID: Channel]] = [:]
  private var probeIntervals: [Database: Duration?] = [:]
  private var actions: [Action] = []

  /// Creates one that has yet to ask for its lock.
  public init() {}

  /// What is to be done, in this order; each action is returned once.
  public mutating func takeActions() -> [Action] {
    defer { actions = [] }
    return actions
  }

  /// Begins: asks for the zone's lock.
  public mutating func start() { updateLocks() }

  /// As the command `status` tells it (ovn-ic(8)).
  public var status: String { isPaused ? "paused" : isActive ? "active" : "standby" }

  /// Whether no transaction waits for its outcome.
  public var isQuiet: Bool { channels.values.allSatisfy(\.isEmpty) }
}

// What the databases say.
extension ControllerStateMachine {
  /// Takes what the client of a database tells.
  public mutating func received(
    _ event: DatabaseEvent, of database: Database, now: Duration
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
      lockChanged(of: database, isOwned: isOwned)
    case .transaction(let id, let outcome):
      guard let channel = channels[database]?.removeValue(forKey: id) else { return }
      controller.transactionFinished(channel, outcome.verdict, now: now)
    case .gaveUp, .log:
      break
    }
  }

  /// The transaction of an action was sent, under this name.
  public mutating func sent(_ id: TransactionID, on channel: Channel) {
    channels[channel.database, default: [:]][id] = channel
  }

  /// Derives what has become stale, and sends what is to be sent.
  public mutating func turn(now: Duration) {
    if isPaused { return }
    for outgoing in controller.advance(now: now) {
      actions.append(.transact(outgoing.channel, outgoing.operations))
    }
    actions += controller.takeMessages().map { .log($0) }
    updateProbeIntervals()
  }

  /// When ``turn(now:)`` has something to do, if nothing is told before.
  public func wakeAt(now: Duration) -> Duration? {
    isPaused ? nil : controller.wakeAt(now: now)
  }

  /// The operator sets how long a connection may be silent, in the Northbound databases.
  private mutating func updateProbeIntervals() {
    for database in Database.allCases {
      let interval = controller.probeInterval(of: database)
      if probeIntervals[database] == .some(interval) { continue }
      probeIntervals[database] = .some(interval)
      actions.append(.setProbeInterval(interval, database))
    }
  }
}

// Who acts.
extension ControllerStateMachine {
  /// Stops or resumes all work; the sessions stay, the locks go.
  public mutating func setPaused(_ isPaused: Bool) {
    if self.isPaused == isPaused { return }
    self.isPaused = isPaused
    if isPaused {
      actions.append(.logActivity("This ovn-ic instance is now paused."))
      controller.setLock(.zone, isHeld: false)
    }
    updateLocks()
  }

  private mutating func lockChanged(of database: Database, isOwned: Bool) {
    guard let lock = Lock.allCases.first(where: { $0.database == database }) else { return }
    controller.setLock(lock, isHeld: isOwned && !isPaused)
    switch lock {
    case .global:
      if isOwned { actions.append(.logActivity("OVN ISB lock acquired")) }
    case .zone:
      ownsZoneLock = isOwned
      updateLocks()
    }
  }

  /// Asks for the zone's lock unless paused, and for the global one only while this daemon acts for
  /// its zone: a standby that held it would keep all zones from getting tunnel keys.
  private mutating func updateLocks() {
    let isActive = !isPaused && ownsZoneLock
    actions.append(.setLock(isPaused ? nil : Lock.zone.rawValue, Lock.zone.database))
    actions.append(.setLock(isActive ? Lock.global.rawValue : nil, Lock.global.database))
    if !isActive { controller.setLock(.global, isHeld: false) }
    if isActive == self.isActive { return }
    self.isActive = isActive
    if !isPaused {
      let state = isActive ? "active" : "on standby"
      actions.append(
        .logActivity(
          "ovn-ic lock \(isActive ? "acquired" : "lost"). This ovn-ic instance is now \(state)."))
    }
  }
}
