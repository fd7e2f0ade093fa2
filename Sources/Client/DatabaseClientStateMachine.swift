public import JSON
internal import OVSDB
public import Session

/// Keeps one database monitored through whatever its servers and the network do.
///
/// A value without sockets or clock. Its owner reports what happened, with the time, then does each
/// of ``takeActions()``, in order, and calls ``advance(now:)`` when ``deadline`` passes. On each
/// connection:
///
///     get_schema _Server ─► monitor _Server.Database ─► get_schema ─► lock, monitor ─► synchronised
///              │ unknown             ▲  │ not the leader: next server     ▲  │ schema converted,
///              └─────────────────────┼──┼─────────────────────────────────┘  │ database removed
///                                    └──┼────────────────────────────────────┘
///
/// Whatever a server sends that it should not ends the connection with one line in the log; the
/// back-off of ``Reconnect`` keeps a server that is beyond repair from costing anything.
public struct DatabaseClientStateMachine: Sendable {
  /// What the owner is to do.
  public enum Action: Sendable {
    /// Open a connection; then report `connected` or `connectionEnded`.
    case connect(Remote)
    /// Listen for one peer; then report `connected` or `connectionEnded`.
    case listen(Remote)
    /// Send a message on the connection.
    case send(RPCMessage<JSON>)
    /// Close the connection, or give up the attempt at one; nothing is reported of it any more.
    case close
    /// Tell the user.
    case tell(DatabaseEvent)
  }

  /// How far the present connection has come.
  enum Phase: Hashable {
    case disconnected
    /// Asked whether the server describes itself.
    case serverSchema
    /// Asked what it says of the database.
    case serverContents
    /// Waits for the database to be created on this server.
    case absent
    case schema
    case contents
    case synchronised
  }

  /// What a reply will be the reply to.
  enum Request: Hashable {
    case serverSchema
    case serverContents
    case changeAware
    /// The number tells an answer that was overtaken by a change of the schema.
    case schema(round: Int)
    case contents(MonitorMethod, round: Int)
    case conditions(round: Int)
    case cancelMonitor
    case lock
    case unlock
    case transaction(TransactionID, operationCount: Int)
  }

  let configuration: DatabaseClientConfiguration
  var reconnect: Reconnect
  /// How many connections, and attempts at one, may still end before this gives up; `nil` is any number.
  var attemptsLeft: Int?
  var phase = Phase.disconnected
  var requests: [Int64: Request] = [:]
  var requestCount: Int64 = 0
  var transactionCount: Int64 = 0
  /// Counts the schemas asked for, and names the monitors apart.
  var round = 0
  var server = ServerReplica()
  var schema: DatabaseSchema?
  /// Whether a schema was told and no `disconnected` since.
  var isAnnounced = false
  var selection: [String: [String]] = [:]
  var conditions: MonitorConditions
  var held = HeldContents()
  var lock = LockRequest()
  var actions: [Action] = []

  /// Starts out stopped.
  public init(
    _ configuration: DatabaseClientConfiguration,
    using generator: inout some RandomNumberGenerator
  ) {
    self.configuration = configuration
    conditions = MonitorConditions(wanted: configuration.conditions)
    attemptsLeft = configuration.attemptsMaximum
    reconnect = Reconnect(
      configuration.remotes, probeInterval: configuration.probeInterval, using: &generator)
  }
}

extension DatabaseClientStateMachine {
  /// Whether what was told is what the database holds, and transactions are sent.
  public var isConnected: Bool { phase == .synchronised }

  /// Whether the lock asked for is ours.
  public var hasLock: Bool { lock.state == .owned }

  /// When ``advance(now:)`` has something to do, if nothing is reported before.
  public var deadline: Duration? { reconnect.deadline }

  /// What is to be done, in this order; each action is returned once.
  public mutating func takeActions() -> [Action] {
    defer { actions = [] }
    return actions
  }
}
