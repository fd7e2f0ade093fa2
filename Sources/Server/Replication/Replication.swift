internal import EventLoop
internal import JSON
internal import Session

/// Keeps databases like those of an active server, over one connection.
@LoopActor
final class Replication {
  private unowned let server: DatabaseServer
  private let remote: Remote
  private var machine: ReplicationStateMachine
  private var reconnect: Reconnect
  private var attempt: StreamAttempt?
  private var connection: RPCConnection?
  private var timer: Timer?

  /// Begins to connect to the active server.
  init(
    from remote: Remote, probeInterval: Duration, machine: ReplicationStateMachine,
    server: DatabaseServer
  ) {
    self.remote = remote
    self.machine = machine
    self.server = server
    var generator = SystemRandomNumberGenerator()
    reconnect = Reconnect([remote], probeInterval: probeInterval, using: &generator)
    reconnect.start(now: LoopClock.now)
    schedule()
  }

  /// The databases that follow the active server's, in order; nil as long as they do not.
  var replicated: [String]? { machine.replicated }

  func setProbeInterval(_ interval: Duration) {
    reconnect.probeInterval = interval
    schedule()
  }

  func close() {
    connection?.close()
    connection = nil
    attempt = nil
    timer = nil
  }
}

// The connection.
extension Replication {
  private func schedule() {
    timer = reconnect.deadline.map { deadline in
      Timer(after: deadline - LoopClock.now) { [weak self] in self?.advance() }
    }
  }

  private func advance() {
    switch reconnect.advance(now: LoopClock.now) {
    case .connect(let remote), .listen(let remote):
      attempt = server.opener.open(remote) { [weak self] result in self?.opened(result) }
    case .probe: connection?.send(.request(id: "echo", method: "echo", parameters: []))
    case .disconnect(let reason):
      attempt = nil
      lost(reason)
    case nil: break
    }
    schedule()
  }

  private func opened(_ result: Result<any ByteStream, StreamError>) {
    attempt = nil
    switch result {
    case .success(let stream):
      server.log(.info, "\(remote): connected")
      reconnect.connected(now: LoopClock.now)
      connection = RPCConnection(over: stream, limits: ServerConnection.limits) {
        [weak self] event in
        self?.handle(event)
      }
      perform(machine.connected())
    case .failure(let error):
      if !reconnect.isAtLongestBackoff {
        server.log(.info, "\(remote): connection attempt failed (\(error.reason))")
      }
      reconnect.disconnected(now: LoopClock.now)
    }
    schedule()
  }

  private func handle(_ event: RPCConnection.Event) {
    switch event {
    case .activity: reconnect.receivedBytes(now: LoopClock.now)
    case .message(.response("echo", _)): break
    case .message(let message): perform(machine.receive(message))
    case .ended(let error):
      reconnect.disconnected(now: LoopClock.now)
      lost("\(error)")
    }
    schedule()
  }

  private func lost(_ reason: String) {
    server.log(.info, "\(remote): \(reason)")
    connection?.close()
    connection = nil
    machine.disconnected()
  }
}

// What comes of it.
extension Replication {
  private func perform(_ actions: [ReplicationStateMachine.Action]) {
    for action in actions {
      do throws(ReplicationError) {
        switch action {
        case .send(let message): connection?.send(message)
        case .log(let text): server.log(.warning, "replication from \(remote): \(text)")
        case .adopt(let name, let contents): try server.adopt(contents, as: name)
        case .apply(let name, let updates): try server.apply(updates, to: name)
        }
      } catch {
        server.log(.error, "replication from \(remote): \(error)")
        machine.fail()
        break
      }
    }
    guard machine.hasFailed else { return }
    // Later: this is a callback of the connection that is to go.
    LoopActor.spawn { [weak self] in
      guard let self else { return }
      server.replicationFailed(self)
    }
  }
}
