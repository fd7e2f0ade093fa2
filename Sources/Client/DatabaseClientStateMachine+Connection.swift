internal import JSON
public import Session

// What the owner reports of connections and of time.
extension DatabaseClientStateMachine {
  /// Begins to connect, now and whenever a connection is lost.
  public mutating func start(now: Duration) {
    reconnect.start(now: now)
    advance(now: now)
  }

  /// Ends for good: closes the connection and tells what is lost with it.
  public mutating func stop() {
    if reconnect.isOpen { actions.append(.close) }
    reconnect.stop()
    forgetConnection("stopped")
  }

  /// Does what is due at `now`.
  public mutating func advance(now: Duration) {
    while let remote = reconnect.remote {
      let wasQuiet = isQuiet
      guard let action = reconnect.advance(now: now) else { return }
      switch action {
      case .connect:
        note(remote, "connecting...")
        actions.append(.connect(remote))
      case .listen:
        note(remote, "listening...")
        actions.append(.listen(remote))
      case .probe:
        actions.append(.send(.request(id: Self.probeID, method: "echo", parameters: [])))
      case .disconnect(let reason):
        note(remote, "\(reason), disconnecting", .error)
        actions.append(.close)
        forgetConnection(reason)
        attemptEnded(nil)
        notePause(remote, wasQuiet: wasQuiet, now: now)
      }
    }
  }

  /// The connection asked for stands.
  public mutating func connected(now: Duration) {
    guard reconnect.isOpen, !reconnect.isConnected, let remote = reconnect.remote else { return }
    reconnect.connected(now: now)
    tell(.info, .reconnect, "\(remote): connected")
    phase = .serverSchema
    send("get_schema", ["_Server"], .serverSchema)
  }

  /// The attempt failed, or the connection ended; it is closed already.
  public mutating func connectionEnded(_ error: RPCError, now: Duration) {
    guard reconnect.isOpen, let remote = reconnect.remote else { return }
    switch error {
    case .malformed, .notJSON, .backlog:
      tell(isQuiet ? .debug : .error, .rpc, "\(remote): \(error)")
    case .stream(let reason) where !reconnect.isConnected:
      note(remote, "connection attempt failed (\(reason))")
    case .stream(let reason): note(remote, "connection dropped (\(reason))")
    case .closedByPeer: note(remote, "connection closed by peer")
    }
    disconnected(error.description, error, from: remote, now: now)
    advance(now: now)
  }

  /// Bytes arrived.
  public mutating func receivedBytes(now: Duration) {
    reconnect.receivedBytes(now: now)
  }
}

// What the owner asks for.
extension DatabaseClientStateMachine {
  /// Takes another ``DatabaseClientConfiguration/probeInterval``.
  public mutating func setProbeInterval(_ interval: Duration?, now: Duration) {
    reconnect.probeInterval = interval
    advance(now: now)
  }

  /// Takes another ``DatabaseClientConfiguration/attemptsMaximum``, counted from now on.
  public mutating func setAttemptsMaximum(_ maximum: Int?) { attemptsLeft = maximum }

  /// Takes other servers. The connection stays if its remote is among them.
  public mutating func setRemotes(
    _ remotes: [Remote], now: Duration, using generator: inout some RandomNumberGenerator
  ) {
    if let remote = reconnect.remote, !remotes.contains(remote) {
      drop("remote is no longer configured", .info, .reconnect, now: now)
    }
    reconnect.setRemotes(remotes, using: &generator)
    reconnect.hurry(now: now)
    advance(now: now)
  }

  /// Drops the connection, and connects again without a pause.
  public mutating func reconnectNow(_ reason: String, now: Duration) {
    if let remote = reconnect.remote, reconnect.isOpen {
      actions.append(.close)
      tell(.info, .reconnect, "\(remote): \(reason)")
      reconnect.disconnected(now: now)
      forgetConnection(reason)
    }
    reconnect.hurry(now: now)
    advance(now: now)
  }

  /// Drops the connection as the rows told cannot be used, `reason` says why: the next one begins
  /// with the whole contents, after the usual pause.
  public mutating func rejectContents(_ reason: String, now: Duration) {
    held.forget()
    drop(reason, .error, .client, now: now)
    advance(now: now)
  }
}

extension DatabaseClientStateMachine {
  /// The id that Open vSwitch gives its probes too.
  static let probeID: JSON = "echo"

  /// Sends a request and notes what its reply will be the reply to.
  @discardableResult
  mutating func send(_ method: String, _ parameters: JSON, _ request: Request) -> Int64 {
    requestCount += 1
    requests[requestCount] = request
    actions.append(
      .send(.request(id: .integer(requestCount), method: method, parameters: parameters)))
    return requestCount
  }

  /// Ends the connection from our side.
  mutating func drop(
    _ reason: String, _ level: ClientLog.Level, _ module: ClientLog.Module, now: Duration
  ) {
    guard reconnect.isOpen, let remote = reconnect.remote else { return }
    actions.append(.close)
    tell(isQuiet ? .debug : level, module, "\(remote): \(reason)")
    disconnected(reason, from: remote, now: now)
  }

  private mutating func disconnected(
    _ reason: String, _ error: RPCError? = nil, from remote: Remote, now: Duration
  ) {
    let wasQuiet = isQuiet
    reconnect.disconnected(now: now)
    forgetConnection(reason)
    attemptEnded(error)
    notePause(remote, wasQuiet: wasQuiet, now: now)
  }

  /// Gives up if no more attempts are allowed.
  private mutating func attemptEnded(_ error: RPCError?) {
    guard let left = attemptsLeft else { return }
    attemptsLeft = left - 1
    guard left <= 1 else { return }
    reconnect.stop()
    actions.append(.tell(.gaveUp(error)))
  }

  /// Tells everything that ends with a connection.
  private mutating func forgetConnection(_ reason: String) {
    phase = .disconnected
    server = ServerReplica(keeping: server)
    for (_, request) in requests.sorted(by: { $0.key < $1.key }) {
      if case .transaction(let id, _) = request {
        actions.append(.tell(.transaction(id, .unknown)))
      }
    }
    requests = [:]
    loseLock()
    withdraw(reason)
  }

  /// Tells that the rows are no longer kept up to date, if they were.
  mutating func withdraw(_ reason: String) {
    guard isAnnounced else { return }
    isAnnounced = false
    actions.append(.tell(.disconnected(reason)))
  }
}

extension DatabaseClientStateMachine {
  mutating func tell(_ level: ClientLog.Level, _ module: ClientLog.Module, _ message: String) {
    actions.append(.tell(.log(ClientLog(level: level, module: module, message: message))))
  }

  /// Whether so many attempts have failed that telling of more of them helps nobody.
  private var isQuiet: Bool { reconnect.backoff >= Reconnect.backoffMaximum }

  /// Logs a step of a connection's life.
  private mutating func note(
    _ remote: Remote, _ message: String, _ level: ClientLog.Level = .info
  ) {
    tell(isQuiet ? .debug : level, .reconnect, "\(remote): \(message)")
  }

  private mutating func notePause(_ remote: Remote, wasQuiet: Bool, now: Duration) {
    let pause = reconnect.pause(now: now)
    guard pause > .zero else { return }
    if isQuiet, !wasQuiet {
      tell(
        .info, .reconnect,
        "\(remote): continuing to reconnect in the background but suppressing further logging")
    } else {
      note(remote, "waiting \(pause.components.seconds) seconds before reconnect")
    }
  }
}
