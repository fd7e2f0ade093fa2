public import EventLoop
internal import Journal
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
  let runDirectory: String
  var files: [String: DatabaseFile] = [:]
  /// Databases that are copies of other servers', by name.
  var relays: [String: Relay] = [:]
  var connections: [SessionID: ServerConnection] = [:]
  /// Whose messages wait to be executed, in the order in which they came.
  var active: [ServerConnection] = []
  /// To whom something was sent that may not be read yet.
  var pending: [ServerConnection] = []
  var endOfTurn: EndOfTurn?
  var timer: Timer?
  var drainTimer: Timer?
  var opener = StreamOpener(tls: nil)
  var tls: TLSContext?

  /// Remotes as they were asked for, `db:` ones included.
  var remoteTexts: Set<String> = []
  /// By target.
  var remotes: [String: ConfiguredRemote] = [:]
  /// Where TLS files are named, in place of the files or besides.
  var tlsSettings = TLSOptions()
  var tlsConfiguration: TLSConfiguration?
  /// Tables of which a change may change remotes or TLS, by database.
  var watchedTables: [String: Set<String>] = [:]
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
