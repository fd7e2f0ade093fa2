internal import Database
public import EventLoop
internal import JSON
internal import Journal
internal import OVSDB
internal import Session
internal import TLS

/// An OVSDB server: databases in files, clients at remotes.
///
/// ``ServerCore`` decides; this carries bytes, writes files and keeps time. What came in during a
/// turn of the loop is executed together, then written to disk at once, and only then answered.
@LoopActor
public final class DatabaseServer {
  /// How urgent a message to the operator is.
  public enum LogLevel: Sendable { case debug, info, warning, error }

  let core = ServerCore()
  private let logger: (LogLevel, String) -> Void
  private let runDirectory: String
  var files: [String: DatabaseFile] = [:]
  /// Databases that are copies of other servers', by name.
  var relays: [String: Relay] = [:]
  var connections: [SessionID: ServerConnection] = [:]
  /// Whose messages wait to be executed, in the order in which they came.
  private var active: [ServerConnection] = []
  /// To whom something was sent that may not be read yet.
  private var pending: [ServerConnection] = []
  private var endOfTurn: EndOfTurn?
  private var timer: Timer?
  private var drainTimer: Timer?
  private(set) var opener = StreamOpener(tls: nil)
  private(set) var tls: TLSContext?

  /// Remotes as they were asked for, `db:` ones included.
  var remoteTexts: Set<String> = []
  /// By target.
  var remotes: [String: ConfiguredRemote] = [:]
  /// Where TLS files are named, in place of the files or besides.
  var tlsSettings = TLSOptions()
  private var tlsConfiguration: TLSConfiguration?
  /// Tables of which a change may change remotes or TLS, by database.
  private var watchedTables: [String: Set<String>] = [:]
  var statusTimer: Timer?
  /// Whether this server follows another; from where, and the way to it.
  public internal(set) var isBackup = false
  var replicationSettings = ReplicationSettings()
  var replication: Replication?
  /// Tables whose changes are logged, by database.
  var loggedTables: [String: Set<String>] = [:]
  /// Ends the process: the file could not be written, and no one may be told otherwise.
  public var onFatalError: @LoopActor (String) -> Void = { _ in }
  /// Called when a file has been compacted.
  public var onCompaction: @LoopActor () -> Void = {}

  /// Clients beyond this are turned away, those counted that are still shaking hands. The process
  /// must be able to open that many files, and its own besides.
  public var sessionsMaximum = 10_000
  /// What keeps crowds and hoarders from the others.
  var crowd = Crowd()

  public init(
    runDirectory: String, log: @escaping @LoopActor (LogLevel, String) -> Void
  ) {
    self.runDirectory = runDirectory
    logger = log
  }

  func log(_ level: LogLevel, _ message: String) { logger(level, message) }

  var time: ServerTime {
    ServerTime(now: LoopClock.now, date: Journal.millisecondsSinceEpoch())
  }
}

// Databases.
extension DatabaseServer {
  /// Serves a database file, or a copy of another server's database (`relay:DB:REMOTE`); returns the
  /// database's name.
  @discardableResult
  public func open(_ path: String) throws(DatabaseFileError) -> String {
    if Self.isRelay(path) { return try openRelay(path) }
    guard !files.values.contains(where: { $0.path == path }) else {
      throw DatabaseFileError("ovsdb error: \(path): already open")
    }
    let (file, database) = try DatabaseFile.open(path, now: LoopClock.now)
    let name = database.schema.name
    if let recovery = file.journal.recovery { log(.warning, "\(recovery)") }
    guard core.add(database, time) else {
      throw DatabaseFileError("ovsdb error: \(path): duplicate database name")
    }
    files[name] = file
    configureRemotes()
    restartReplication()
    scheduleTurn()
    return name
  }

  /// Serves a database no longer. Throws if it is not there or cannot be removed.
  public func remove(_ name: String) throws(DatabaseFileError) {
    if name.hasPrefix("_") { throw DatabaseFileError("Cannot remove reserved database.") }
    guard files[name] != nil || relays[name] != nil else {
      throw DatabaseFileError("Failed to find the database.")
    }
    // What was promised is written before the file is let go.
    turn()
    _ = core.remove(name, time)
    turn()
    files[name]?.compactionEnded(DatabaseFileError("\(name): database removed"), now: LoopClock.now)
    files[name] = nil
    relays.removeValue(forKey: name)?.close()
    configureRemotes()
    restartReplication()
  }
}

// Sessions.
extension DatabaseServer {
  func accepted(
    _ stream: any ByteStream, through remote: ConfiguredRemote, peerName: String?
  ) {
    let session = core.open(rights(through: remote, peerName: peerName))
    connections[session] = ServerConnection(
      stream, session: session, remote: remote, peerName: peerName, server: self)
    crowd.add(session, isNewcomer: isNewcomer)
  }

  func connectionEnded(_ connection: ServerConnection, reason: String, isFault: Bool) {
    guard connections.removeValue(forKey: connection.session) != nil else { return }
    log(isFault ? .warning : .debug, "\(connection.remote.target): \(reason)")
    core.close(connection.session)
    connection.remote.sessionEnded(reason)
    scheduleTurn()
  }

  /// Closes all connections; clients come back.
  public func reconnect() {
    core.reconnectAll(reason: "user ran ovsdb-server/reconnect")
    scheduleTurn()
  }

  /// Closes all connections, and knows only monitors without conditions from now on.
  public func disableConditionalMonitors() {
    core.disableConditionalMonitors()
    scheduleTurn()
  }

  var openConnections: [ServerConnection] { Array(connections.values) }

  func close(_ remote: ConfiguredRemote) {
    remote.close()
    for connection in connections.values where connection.remote === remote {
      connection.close()
      connections[connection.session] = nil
      core.close(connection.session)
    }
  }
}

// Turns.
extension DatabaseServer {
  /// Sees to it that there is a turn after what is being handled now.
  func scheduleTurn() {
    let end = endOfTurn ?? EndOfTurn { [weak self] in self?.turn() }
    endOfTurn = end
    end.schedule()
  }

  /// Has a connection's messages executed in the next turn.
  func received(from connection: ServerConnection) {
    active.append(connection)
    scheduleTurn()
  }

  func turn() {
    let time = time
    core.advance(time)
    let active = active
    self.active = []
    for connection in active { execute(connection, time) }
    forwardTransactions()
    perform(core.takeActions())
    updateCongestion()
    // What became of all that.
    if core.hasActions { perform(core.takeActions()) }
    setTimer()
    compactWhereAdvised()
  }

  private func setTimer() {
    guard let deadline = core.deadline else {
      timer = nil
      return
    }
    let timer = timer ?? Timer { [weak self] in self?.scheduleTurn() }
    self.timer = timer
    timer.start(after: max(deadline - LoopClock.now, .zero))
  }

  /// The most messages of one session that are executed in a turn.
  private static let messagesPerTurn = 128

  private func execute(_ connection: ServerConnection, _ time: ServerTime) {
    guard !connection.isCongested, connection.isOpen else { return }
    var count = 0
    while count < min(connection.inbox.count, Self.messagesPerTurn) {
      core.receive(connection.inbox[count], from: connection.session, time)
      count += 1
      // A long answer: the rest waits until it is read.
      if core.lastActionSize > ServerConnection.congestionThreshold { break }
    }
    connection.removeFirst(count)
    if !connection.inbox.isEmpty { received(from: connection) }
  }

  /// Writes what is to be written, then sends.
  private func perform(_ actions: [ServerAction]) {
    guard record(actions) else { return }
    for action in actions {
      switch action {
      case .record, .replace: break
      case .send(let session, let message):
        guard let connection = connections[session] else { continue }
        connection.send(message)
        noteOutput(of: connection)
      case .sendText(let session, let text):
        guard let connection = connections[session] else { continue }
        connection.send(text: text)
        noteOutput(of: connection)
      case .disconnect(let session, let reason):
        guard let connection = connections.removeValue(forKey: session) else { continue }
        log(.info, "\(connection.remote.target): disconnecting (\(reason))")
        connection.close()
        connection.remote.sessionEnded(reason)
      }
    }
  }

  /// Has it looked at in a turn whether what was sent to a connection is read.
  func hasOutput(_ connection: ServerConnection) {
    noteOutput(of: connection)
    scheduleTurn()
  }

  private func noteOutput(of connection: ServerConnection) {
    guard !connection.hasNewOutput else { return }
    connection.hasNewOutput = true
    pending.append(connection)
  }

  /// Returns whether all commits are on disk.
  private func record(_ actions: [ServerAction]) -> Bool {
    var written: Set<String> = []
    var isConfigurationChanged = false
    do throws(DatabaseFileError) {
      for action in actions {
        switch action {
        case .record(let name, let commit):
          logChanges(commit.changes, of: name)
          guard let record = commit.record else { continue }
          files[name]?.journal.append(text: record)
          written.insert(name)
          if let watched = watchedTables[name],
            commit.changes.contains(where: { watched.contains($0.table) })
          {
            isConfigurationChanged = true
          }
        case .replace(let name, let schema, let contents):
          try files[name]?.replace(schema, contents)
          isConfigurationChanged = true
        case .send, .sendText, .disconnect: break
        }
      }
      for name in written { try flush(name) }
    } catch {
      onFatalError("\(error)")
      return false
    }
    if isConfigurationChanged {
      LoopActor.spawn { [weak self] in self?.configureRemotes() }
    }
    return true
  }

  private func flush(_ name: String) throws(DatabaseFileError) {
    guard let file = files[name] else { return }
    do throws(JournalError) { try file.journal.flush() } catch {
      // The records are lost, but not what they say: the file can be written anew.
      log(.error, "\(error); writing the whole file anew")
      guard let database = core.database(named: name) else { return }
      try file.replace(
        database.schema, database.snapshotRecord(date: Journal.millisecondsSinceEpoch()))
    }
  }

  /// Finds who does not read what was sent, or does so again.
  private func updateCongestion() {
    let connections = pending
    pending = []
    for connection in connections where connection.isOpen {
      connection.hasNewOutput = false
      if connection.updateCongestion() {
        core.setCongested(connection.isCongested, connection.session)
        if !connection.isCongested, !connection.inbox.isEmpty { received(from: connection) }
      }
      if connection.isCongested { noteOutput(of: connection) }
    }
    // Streams do not tell when they are drained.
    guard pending.contains(where: \.isCongested) else {
      drainTimer = nil
      return
    }
    let timer = drainTimer ?? Timer { [weak self] in self?.scheduleTurn() }
    drainTimer = timer
    if !timer.isStarted { timer.start(after: .milliseconds(10)) }
  }

  private func compactWhereAdvised() {
    for (name, file) in files {
      do throws(DatabaseFileError) {
        if file.journal.isCompacting {
          if try file.continueCompaction() {
            file.compactionEnded(nil, now: LoopClock.now)
            log(.info, "\(name): compacted")
            onCompaction()
          } else {
            scheduleTurn()
          }
        } else if file.isCompactionAwaited {
          // The whole file was written anew meanwhile, as a conversion does.
          file.compactionEnded(nil, now: LoopClock.now)
        } else if file.journal.shouldCompact(elapsed: LoopClock.now - file.compacted),
          let database = core.database(named: name)
        {
          log(.info, "\(name): compacting database online")
          try file.beginCompaction(database)
          scheduleTurn()
        }
      } catch {
        file.compactionEnded(error, now: LoopClock.now)
        log(.error, "\(name): compaction failed: \(error)")
      }
    }
  }
}

// TLS.
extension DatabaseServer {
  func setTLS(_ configuration: TLSConfiguration?) {
    guard configuration != tlsConfiguration else { return }
    tlsConfiguration = configuration
    tls = configuration.map { TLSContext($0) }
    opener = StreamOpener(tls: configuration)
  }

  func watch(_ tables: [String: Set<String>]) { watchedTables = tables }

  /// Whether remotes or TLS are named in a database.
  func isWatched(_ name: String) -> Bool { watchedTables[name] != nil }

  var remoteRunDirectory: String { runDirectory }
}

extension DatabaseFile {
  /// Goes on with a compaction; whether it is over.
  func continueCompaction() throws(DatabaseFileError) -> Bool {
    do throws(JournalError) { return try journal.continueCompaction() } catch {
      throw DatabaseFileError("\(error)")
    }
  }
}
