internal import Client
internal import Daemon
internal import OVSDB
internal import Transactions
internal import ZoneCompiler

/// `ovn-northd` in the lab: the state machine of `isthmus zone`.
struct Northd: LabProgram {
  private var machine: ZoneStateMachine

  /// - Parameter randomNumber: what Ethernet addresses are made of that Northbound does not name.
  init(randomNumber: UInt64) {
    machine = ZoneStateMachine(randomNumber: randomNumber)
    machine.start()
  }

  var controller: ZoneController { machine.controller }

  var derivationCount: Int { controller.statistics.reduce(0) { $0 + $1.runs } }

  mutating func received(_ event: DatabaseEvent, of database: String, now: Duration) {
    guard let database = ZoneDatabase(rawValue: database) else { return }
    machine.received(event, of: database, now: now)
  }

  mutating func sent(_ id: TransactionID, to database: String, tag: Int) {
    guard let database = ZoneDatabase(rawValue: database) else { return }
    machine.sent(id, to: database)
  }

  mutating func turn(now: Duration) {
    machine.turn(now: now, wallTime: LabServer.wallTime(at: now))
  }

  mutating func takeActions() -> [LabAction] {
    machine.takeActions().map { action in
      switch action {
      case .transact(let database, let operations):
        .transact(database: database.rawValue, tag: 0, operations)
      case .setLock(let name): .setLock(name, database: ZoneDatabase.southbound.rawValue)
      case .setProbeInterval(let interval):
        .setProbeInterval(interval, database: ZoneDatabase.southbound.rawValue)
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
}
