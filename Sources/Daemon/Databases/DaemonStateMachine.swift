public import Client
public import OVSDB
public import Replica
public import Transactions

/// Joins a controller with the clients of its databases: who acts, what is derived when, and which
/// transaction is whose.
///
/// A value without sockets or clock. Its owner hands over what the clients tell, with the time, calls
/// ``turn(now:wallTime:)`` once for all that came together, and does each of ``takeActions()``, in
/// order.
public protocol DaemonStateMachine {
  /// The databases that it joins, by their schemas' names.
  associatedtype Database: CaseIterable, Hashable, RawRepresentable<String>, Sendable
  /// A stream of transactions, of which one is in flight at a time.
  associatedtype Channel: Sendable
  typealias Action = DaemonAction<Database, Channel>

  /// The tables and columns of a database that are read, to choose what to monitor from.
  static func declared(_ database: Database) -> MonitoredTables
  /// The rows to monitor at first of tables that are not read whole.
  static func conditions(_ database: Database) -> [String: [Condition]]

  /// Begins: asks for the locks.
  mutating func start()
  /// Takes what the client of a database tells.
  mutating func received(_ event: DatabaseEvent, of database: Database, now: Duration)
  /// The transaction of an action was sent, under this name.
  mutating func sent(_ id: TransactionID, on channel: Channel)
  /// Derives what has become stale, and sends what is to be sent.
  ///
  /// - Parameter wallTime: the time since 1970.
  mutating func turn(now: Duration, wallTime: Duration)
  /// What is to be done, in this order; each action is returned once.
  mutating func takeActions() -> [Action]
  /// When ``turn(now:wallTime:)`` has something to do, if nothing is told before.
  func wakeAt(now: Duration) -> Duration?

  /// Whether an operator has stopped all work.
  var isPaused: Bool { get }
  /// Stops or resumes all work; the sessions stay, the locks go.
  mutating func setPaused(_ isPaused: Bool)
  /// As the command `status` tells it: `active`, `standby` or `paused`.
  var status: String { get }
  /// Whether nothing waits for a database, and this daemon, if it acts, has nothing left to do.
  var isConverged: Bool { get }

  /// How many rows there are of what is counted in memory reports.
  var counts: [(name: String, count: Int)] { get }
  /// Of each kind of result, how many there are and how many were derived.
  var statistics: [(kind: String, keys: Int, runs: Int)] { get }
  /// How often everything was derived anew.
  var recomputes: Int { get }
  /// Derives everything anew in the next turn.
  mutating func recompute()
  /// Counts derivations from zero.
  mutating func clearStatistics()

  /// After how long without work memory is given back to the system; nil for never.
  var trimTimeout: Duration? { get }
}

extension DaemonStateMachine {
  /// How many results were derived.
  public var derivationCount: Int { statistics.reduce(0) { $0 + $1.runs } }

  public var trimTimeout: Duration? { nil }

  public static func conditions(_ database: Database) -> [String: [Condition]] { [:] }
}

/// What a daemon's state machine asks of its owner.
public enum DaemonAction<Database: Sendable, Channel: Sendable>: Sendable {
  /// Send a transaction through the client of the database; then report
  /// ``DaemonStateMachine/sent(_:on:)`` for the channel.
  case transact([OVSDB.Operation], Database, Channel)
  /// Ask for a lock at the database, or with nil give it up.
  case setLock(String?, Database)
  /// Monitor other rows of tables that are not read whole.
  case setConditions([String: [Condition]], Database)
  /// Take another interval of probes for the connection to the database.
  case setProbeInterval(Duration?, Database)
  /// Write what the controller has to say to the log.
  case log(Message)
  /// Write to the log that this daemon works now, or no longer; why.
  case logActivity(String)
}
