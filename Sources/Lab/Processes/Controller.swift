internal import Client
internal import Daemon
internal import Interconnect

/// `ovn-ic` in the lab: the daemon's own state machine.
struct Controller: LabProgram {
  private var machine = ControllerStateMachine()

  init() { machine.start() }

  var controller: InterconnectController { machine.controller }

  var derivationCount: Int { machine.derivationCount }

  mutating func received(_ event: DatabaseEvent, of database: String, now: Duration) {
    guard let database = Database(rawValue: database) else { return }
    machine.received(event, of: database, now: now)
  }

  mutating func sent(_ id: TransactionID, to database: String, tag: Int) {
    guard let channel = Channel(rawValue: tag) else { return }
    machine.sent(id, on: channel)
  }

  mutating func turn(now: Duration) {
    machine.turn(now: now, wallTime: LabServer.wallTime(at: now))
  }

  mutating func takeActions() -> [LabAction] {
    machine.takeActions().map { LabAction($0) { $0.rawValue } }
  }

  func wakeAt(now: Duration) -> Duration? { machine.wakeAt(now: now) }

  var isConverged: Bool { machine.isConverged }

  mutating func setPaused(_ isPaused: Bool) { machine.setPaused(isPaused) }
}
