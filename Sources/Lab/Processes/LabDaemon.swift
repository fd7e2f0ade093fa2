internal import Client
internal import Daemon
internal import Transactions

/// A daemon in the lab: the state machine that the real one runs.
struct LabDaemon<Machine: DaemonStateMachine>: LabProgram {
  private(set) var machine: Machine
  /// The channels of transactions that have been asked for and not been sent yet, by their tags.
  private var channels: [Int: Machine.Channel] = [:]
  private var lastTag = 0

  /// A daemon that has begun.
  init(_ machine: Machine) {
    self.machine = machine
    self.machine.start()
  }

  var derivationCount: Int { machine.derivationCount }

  mutating func received(_ event: DatabaseEvent, of database: String, now: Duration) {
    guard let database = Machine.Database(rawValue: database) else { return }
    machine.received(event, of: database, now: now)
  }

  mutating func sent(_ id: TransactionID, to database: String, tag: Int) {
    guard let channel = channels.removeValue(forKey: tag) else { return }
    machine.sent(id, on: channel)
  }

  mutating func turn(now: Duration) {
    machine.turn(now: now, wallTime: LabServer.wallTime(at: now))
  }

  mutating func takeActions() -> [LabAction] { machine.takeActions().map { action($0) } }

  private mutating func action(_ action: Machine.Action) -> LabAction {
    switch action {
    case .transact(let operations, let database, let channel):
      lastTag += 1
      channels[lastTag] = channel
      return .transact(database: database.rawValue, tag: lastTag, operations)
    case .setLock(let name, let database): return .setLock(name, database: database.rawValue)
    case .setConditions(let conditions, let database):
      return .setConditions(conditions, database: database.rawValue)
    case .setProbeInterval(let interval, let database):
      return .setProbeInterval(interval, database: database.rawValue)
    case .log(let message): return .log(message.text)
    case .logActivity(let text): return .log(text)
    }
  }

  func wakeAt(now: Duration) -> Duration? { machine.wakeAt(now: now) }

  var isConverged: Bool { machine.isConverged }

  mutating func setPaused(_ isPaused: Bool) { machine.setPaused(isPaused) }
}
