public import Database
public import JSON
public import OVSDB
internal import Session

/// An OVSDB server without sockets, files or clock: requests of sessions go in, each with the time,
/// and what is to be done about them comes out of ``takeActions()``.
///
/// It speaks RFC 7047 and what ovsdb-server(7) adds. A request is executed as it comes in; whatever
/// it sets free (transactions that waited, monitors) follows before the call returns.
public final class ServerCore {
  var databases: [String: HostedDatabase] = [:]
  var sessions: [SessionID: ServerSession] = [:]
  var locks = LockTable()
  var actions: [ServerAction] = []
  /// When what was written for several clients is let go.
  var cacheDeadline: Duration?
  /// What the rows of `_Server` say.
  var descriptions: [String: DatabaseDescription] = [:]
  /// The databases that are copies of other servers', and what is known of them.
  var relays: [String: RelayState] = [:]
  /// Transactions that the servers of which relays are copies are to execute.
  var forwards: [ForwardedTransaction] = []
  /// Whether `monitor_cond` and `monitor_cond_since` are known.
  var offersConditionalMonitors = true
  private var lastSession = 0
  private let serverID: UUID
  /// Where the names of commits come from.
  let uuids: UUIDSource

  /// A server of no database but `_Server`.
  ///
  /// - Parameter values: what its databases have in common with those of other servers.
  public init(uuids: UUIDSource = UUIDSource(), values: SharedValues = SharedValues()) {
    self.uuids = uuids
    serverID = uuids.next()
    host(Database(ServerDatabase.layout, uuids: uuids, values: values))
    updateServerDatabase(ServerTime(now: .zero, date: 0))
    actions = []
  }

  /// What there is to do since the last call, in order.
  public func takeActions() -> [ServerAction] {
    defer { actions = [] }
    return actions
  }

  /// Whether there is anything to do.
  var hasActions: Bool { !actions.isEmpty }

  /// Bytes of the last message that is to be sent, if it is already written.
  var lastActionSize: Int {
    if case .sendText(_, let text)? = actions.last { text.count } else { 0 }
  }

  /// When ``advance(_:)`` has something to do, if nothing comes in before.
  public var deadline: Duration? {
    var earliest = cacheDeadline
    for database in databases.values {
      for transaction in database.waiting {
        guard let deadline = transaction.deadline else { continue }
        earliest = min(earliest ?? deadline, deadline)
      }
    }
    return earliest
  }

  /// Does what is due.
  public func advance(_ time: ServerTime) {
    if let deadline = cacheDeadline, deadline <= time.now {
      cacheDeadline = nil
      for database in databases.values { database.dropCaches() }
    }
    for (name, database) in databases
    where database.waiting.contains(where: { $0.deadline.map { $0 <= time.now } ?? false }) {
      retryWaiting(name, time)
    }
  }
}

/// The time that the core is given.
public struct ServerTime: Hashable, Sendable {
  /// Of a clock that does not go back.
  public var now: Duration
  /// Milliseconds since 1970, for the database's file.
  public var date: Int64

  public init(now: Duration, date: Int64) {
    self.now = now
    self.date = date
  }
}

// Sessions.
extension ServerCore {
  /// A client has connected.
  public func open(_ rights: SessionRights = SessionRights()) -> SessionID {
    lastSession += 1
    let id = SessionID(number: lastSession)
    sessions[id] = ServerSession(rights: rights)
    return id
  }

  /// What a session may do has changed.
  public func setRights(_ rights: SessionRights, of session: SessionID) {
    sessions[session]?.rights = rights
  }

  /// A client's connection is gone, and with it its monitors, locks and waiting transactions.
  public func close(_ session: SessionID) {
    guard let state = sessions.removeValue(forKey: session) else { return }
    for name in state.databases {
      databases[name]?.monitors.removeAll { $0.session == session }
      databases[name]?.waiting.removeAll { $0.session == session }
    }
    for notice in locks.removeAll(of: session) { tell(notice) }
    for name in relays.keys { relays[name]?.forwarded[session] = nil }
  }

  /// What was sent to the session waits to be read, or does so no longer. Monitors tell a congested
  /// session nothing, and all of it later.
  public func setCongested(_ isCongested: Bool, _ session: SessionID) {
    guard sessions[session]?.isCongested == !isCongested else { return }
    sessions[session]?.isCongested = isCongested
    if !isCongested { flushMonitors(of: session) }
  }

  /// Closes a session from our side.
  func disconnect(_ session: SessionID, reason: String) {
    guard sessions[session] != nil else { return }
    close(session)
    actions.append(.disconnect(session, reason: reason))
  }

  func send(_ message: RPCMessage<JSON>, to session: SessionID) {
    actions.append(.send(session, message))
  }

  /// Sends a response whose result is text already.
  func respond(to id: JSON, with result: [UInt8], _ session: SessionID) {
    actions.append(.sendText(session, Self.response(to: id, with: result)))
  }

  /// A response whose result is text already.
  public static func response(to id: JSON, with result: some Collection<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(result.count + 64)
    text += "{\"id\":".utf8
    id.write(to: &text)
    text += ",\"result\":".utf8
    text += result
    text += ",\"error\":null}".utf8
    return text
  }

  func tell(_ notice: LockTable.Notice) {
    switch notice {
    case .locked(let session, let name):
      send(.notification(method: "locked", parameters: [.string(name)]), to: session)
    case .stolen(let session, let name):
      send(.notification(method: "stolen", parameters: [.string(name)]), to: session)
    }
  }

  var serverIdentifier: JSON { .string(serverID.description) }
}

// What the server reports of itself.
extension ServerCore {
  /// Clients connected.
  public var sessionCount: Int { sessions.count }
  /// Monitors of all clients.
  public var monitorCount: Int { databases.values.reduce(0) { $0 + $1.monitors.count } }
  /// Different monitors: those of clients that want the same are one.
  public var viewCount: Int { databases.values.reduce(0) { $0 + $1.usedViews.count } }
  /// Updates kept as they were written, since several clients want the same.
  public var cacheCount: Int {
    databases.values.reduce(0) { $0 + $1.usedViews.count(where: \.isCaching) }
  }
  /// Transactions that wait.
  public var waitingCount: Int { databases.values.reduce(0) { $0 + $1.waiting.count } }
  /// Locks that are owned.
  public var lockCount: Int { locks.count }
  /// The locks that a session holds, waits for or has lost.
  func lockStatus(of session: SessionID) -> [String: String] { locks.status(of: session) }
  /// Commits kept for clients that come back or are slow.
  public var historyCount: Int {
    databases.values.reduce(0) { $0 + $1.history.end - $1.history.start }
  }
  /// The names of the databases, `_Server` among them, in order.
  public var databaseNames: [String] { Set(databases.keys).union(relays.keys).sorted() }
  /// The database of that name.
  public func database(named name: String) -> Database? { databases[name]?.database }
}
