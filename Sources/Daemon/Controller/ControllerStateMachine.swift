public import Client
public import Interconnect
public import OVSDB
public import Replica
internal import Transactions

/// The interconnection controller of a zone, between its four databases.
public struct ControllerStateMachine: DaemonStateMachine {
  public typealias Database = Interconnect.Database
  public typealias Channel = Interconnect.Channel

  /// The controller.
  public let controller = InterconnectController()
  public private(set) var isPaused = false
  private var isActive = false
  private var ownsZoneLock = false
  private var channels: [Database: [TransactionID: Channel]] = [:]
  private var probeIntervals: [Database: Duration?] = [:]
  private var actions: [Action] = []

  /// Creates one that has yet to ask for its lock.
  public init() {}

  public static func declared(_ database: Database) -> MonitoredTables {
    InterconnectController.declared(database)
  }

  public static func conditions(_ database: Database) -> [String: [Condition]] {
    InterconnectController.conditions(database)
  }

  public mutating func takeActions() -> [Action] {
    defer { actions = [] }
    return actions
  }

  public mutating func start() { updateLocks() }

  public var status: String { isPaused ? "paused" : isActive ? "active" : "standby" }

  /// A standby has nothing to do either.
  public var isConverged: Bool {
    channels.values.allSatisfy(\.isEmpty) && (status != "active" || controller.isConverged)
  }

  public var counts: [(name: String, count: Int)] { controller.counts }

  public var statistics: [(kind: String, keys: Int, runs: Int)] { controller.statistics }

  public var recomputes: Int { controller.recomputes }

  public mutating func recompute() { controller.recompute() }

  public mutating func clearStatistics() { controller.clearStatistics() }
}

// What the databases say.
extension ControllerStateMachine {
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
    case .coverage(let conditions):
      controller.setCoverage(conditions, of: database)
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

  public mutating func sent(_ id: TransactionID, on channel: Channel) {
    channels[channel.database, default: [:]][id] = channel
  }

  public mutating func turn(now: Duration, wallTime: Duration) {
    if isPaused { return }
    let outgoing = controller.advance(now: now)
    if let conditions = controller.takeConditions() {
      actions.append(.setConditions(conditions, .icSouthbound))
    }
    for outgoing in outgoing {
      actions.append(
        .transact(outgoing.operations, outgoing.channel.database, outgoing.channel))
    }
    actions += controller.takeMessages().map { .log($0) }
    updateProbeIntervals()
  }

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
