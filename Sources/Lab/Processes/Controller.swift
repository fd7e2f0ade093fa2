internal import Client
internal import Daemon
internal import Interconnect
internal import OVSDB
internal import Transactions

/// `ovn-ic` in the lab: the daemon's own state machine.
struct Controller: LabProgram {
  private var machine = ControllerStateMachine()

  init() { machine.start() }

  var controller: InterconnectController { machine.controller }

  var derivationCount: Int { controller.statistics.reduce(0) { $0 + $1.runs } }

  mutating func received(_ event: DatabaseEvent, of database: String, now: Duration) {
    guard let database = Database(rawValue: database) else { return }
    machine.received(event, of: database, now: now)
  }

  mutating func sent(_ id: TransactionID, to database: String, tag: Int) {
    guard let channel = Channel(rawValue: tag) else { return }
    machine.sent(id, on: channel)
  }

  mutating func turn(now: Duration) { machine.turn(now: now) }

  mutating func takeActions() -> [LabAction] {
    machine.takeActions().map { action in
      switch action {
      case .transact(let channel, let operations):
        .transact(
          database: channel.database.rawValue, tag: channel.rawValue, operations)
      case .setLock(let name, let database): .setLock(name, database: database.rawValue)
      case .setProbeInterval(let interval, let database):
        .setProbeInterval(interval, database: database.rawValue)
      case .log(let message): .log(message.text)
      case .logActivity(let text): .log(text)
      }
    }
  }

  func wakeAt(now: Duration) -> Duration? { machine.wakeAt(now: now) }

  /// A standby has nothing to do either.
  var isConverged: Bool {
    machine.isQuiet && (machine.status != "active" || controller.isConverged)
  }

  mutating func setPaused(_ isPaused: Bool) { machine.setPaused(isPaused) }
}
