internal import EventLoop

/// What is known of clients that want too much.
struct Crowd {
  /// Sessions in the order in which they came, those left out that were gone or had asked for
  /// something when that was looked at last.
  private var newcomers: [SessionID] = []
  /// How many of `newcomers`, at their start, are done with.
  private var passed = 0
  /// How many there may be until that is looked at again.
  private var capacity = 1000
  /// When the operator was told last.
  var lastComplaint: Duration?
  /// Bytes of memory that messages take which have not come to their ends, of all clients.
  var unfinishedSize = 0

  /// Adds a session that has just come.
  mutating func add(_ session: SessionID, isNewcomer: (SessionID) -> Bool) {
    newcomers.append(session)
    guard newcomers.count > capacity else { return }
    newcomers = newcomers[passed...].filter(isNewcomer)
    passed = 0
    // Seldom, so that it costs nothing on average.
    capacity = max(1000, 2 * newcomers.count)
  }

  /// Takes the oldest out.
  mutating func nextNewcomer() -> SessionID? {
    guard passed < newcomers.count else { return nil }
    passed += 1
    return newcomers[passed - 1]
  }
}

// Clients that are too many, or want too much: the others go on.
extension DatabaseServer {
  /// The most memory that messages may take which have not come to their ends, of all clients.
  private static let unfinishedMaximum = 1 << 30

  /// Sees to it that there is room for one more client: where there are too many, the one goes that
  /// has been there longest and never asked for anything, or is longest about to shake hands. Returns
  /// false if there is none.
  func makeRoom(_ target: String) -> Bool {
    if sessionCount < sessionsMaximum { return true }
    complain("\(target): too many connections")
    let dawdler = remotes.values.max { $0.handshakeCount < $1.handshakeCount }
    if let dawdler, dawdler.handshakeCount > sessionCount / 2 {
      return dawdler.dropOldestHandshake()
    }
    while let session = crowd.nextNewcomer() {
      guard isNewcomer(session), let connection = connections[session] else { continue }
      disconnect(connection, reason: "nothing was asked, and there are too many connections")
      return true
    }
    return dawdler?.dropOldestHandshake() ?? false
  }

  /// Sessions, and connections that are on the way to be one.
  private var sessionCount: Int {
    connections.count + remotes.values.reduce(0) { $0 + $1.handshakeCount }
  }

  /// A client that goes on and on with one message goes before memory does: the one with the most.
  func unfinishedSizeChanged(by change: Int) {
    crowd.unfinishedSize += change
    guard change > 0, crowd.unfinishedSize > Self.unfinishedMaximum,
      let largest = connections.values.max(by: { $0.unfinishedSize < $1.unfinishedSize })
    else { return }
    disconnect(largest, reason: "unfinished messages take too much memory")
  }

  private func disconnect(_ connection: ServerConnection, reason: String) {
    connection.close()
    connectionEnded(connection, reason: reason, isFault: true)
  }

  /// Whether a session is there and has not asked for anything yet.
  func isNewcomer(_ session: SessionID) -> Bool { connections[session]?.hasSpoken == false }

  /// Tells the operator, though not of each client in a crowd.
  private func complain(_ message: String) {
    let now = LoopClock.now
    if let last = crowd.lastComplaint, now - last < .seconds(5) { return }
    crowd.lastComplaint = now
    log(.warning, message)
  }
}
