internal import Client
internal import Daemon
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

  var derivationCount: Int { machine.derivationCount }

  mutating func received(_ event: DatabaseEvent, of database: String, now: Duration) {
    guard let database = ZoneDatabase(rawValue: database) else { return }
    machine.received(event, of: database, now: now)
  }

  mutating func sent(_ id: TransactionID, to database: String, tag: Int) {
    guard let database = ZoneDatabase(rawValue: database) else { return }
    machine.sent(id, on: database)
  }

  mutating func turn(now: Duration) {
    machine.turn(now: now, wallTime: LabServer.wallTime(at: now))
  }

  mutating func takeActions() -> [LabAction] {
    machine.takeActions().map { LabAction($0) { _ in 0 } }
  }

  func wakeAt(now: Duration) -> Duration? { machine.wakeAt(now: now) }

  var isConverged: Bool { machine.isConverged }

  mutating func setPaused(_ isPaused: Bool) { machine.setPaused(isPaused) }
}
