internal import Client
internal import OVSDB

/// What a process of the lab is, without its connections: it hears what its databases tell and says
/// what is to be done about it.
///
/// The owner calls ``turn(now:)`` once for all that came together.
protocol LabProgram {
  /// Takes what the client of the database of this name tells.
  mutating func received(_ event: DatabaseEvent, of database: String, now: Duration)
  /// A transaction was sent that was asked for with this tag; its outcome comes under this name.
  mutating func sent(_ id: TransactionID, to database: String, tag: Int)
  /// Does what follows from all that was told.
  mutating func turn(now: Duration)
  /// What is to be done, in this order; each is returned once.
  mutating func takeActions() -> [LabAction]
  /// When ``turn(now:)`` has something to do, if nothing is told before.
  func wakeAt(now: Duration) -> Duration?
  /// Whether it has nothing left to do or to wait for.
  var isConverged: Bool { get }
  /// How many results it has derived so far; 0 of a program that counts none.
  var derivationCount: Int { get }
  /// Stops or resumes all work; a program that no operator can pause goes on.
  mutating func setPaused(_ isPaused: Bool)
}

extension LabProgram {
  var derivationCount: Int { 0 }

  mutating func setPaused(_ isPaused: Bool) {}
}

/// What a program of the lab asks of its process.
enum LabAction {
  case transact(database: String, tag: Int, [OVSDB.Operation])
  case setLock(String?, database: String)
  case setConditions([String: [Condition]], database: String)
  case setProbeInterval(Duration?, database: String)
  /// A line of its log.
  case log(String)
}
