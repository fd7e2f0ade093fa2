internal import EventLoop
internal import JSON
internal import Session

/// A connection to a server that this one follows, made again whenever it is lost.
@LoopActor
final class UpstreamConnection {
  /// What the owner is told, never from inside one of its calls.
  enum Event {
    /// A connection stands, the first or another one.
    case connected
    case message(RPCMessage<JSONElement>)
    /// The connection is lost; another will be made.
    case lost
  }

  private unowned let server: DatabaseServer
  private let handle: (Event) -> Void
  private var reconnect: Reconnect
  private var attempt: StreamAttempt?
  private var connection: RPCConnection?
  private var timer: Timer?

  /// Begins to connect to one of the remotes.
  init(
    to remotes: [Remote], probeInterval: Duration, server: DatabaseServer,
    handle: @escaping @LoopActor (Event) -> Void
  ) {
    self.server = server
    self.handle = handle
    var generator = SystemRandomNumberGenerator()
    reconnect = Reconnect(remotes, probeInterval: probeInterval, using: &generator)
    reconnect.start(now: LoopClock.now)
    schedule()
  }

  /// The remote connected to, or tried next.
  var remote: String { reconnect.remote.map { "\($0)" } ?? "" }

  func send(_ message: RPCMessage<JSON>) { connection?.send(message) }

  func setProbeInterval(_ interval: Duration) {
    reconnect.probeInterval = interval
    schedule()
  }

  /// Gives the connection up, for another one.
  func drop(_ reason: String) {
    let name = remote
    reconnect.disconnected(now: LoopClock.now)
    schedule()
    lost(name, reason)
  }

  func close() {
    connection?.close()
    connection = nil
    attempt = nil
    timer = nil
  }

  private func schedule() {
    timer = reconnect.deadline.map { deadline in
      Timer(after: deadline - LoopClock.now) { [weak self] in self?.advance() }
    }
  }

  private func advance() {
    let name = remote
    switch reconnect.advance(now: LoopClock.now) {
    case .connect(let remote), .listen(let remote):
      attempt = server.opener.open(remote) { [weak self] result in self?.opened(result) }
    case .probe: connection?.send(.request(id: "echo", method: "echo", parameters: []))
    case .disconnect(let reason):
      attempt = nil
      lost(name, reason)
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
        self?.received(event)
      }
      handle(.connected)
    case .failure(let error):
      if !reconnect.isAtLongestBackoff {
        server.log(.info, "\(remote): connection attempt failed (\(error.reason))")
      }
      reconnect.disconnected(now: LoopClock.now)
    }
    schedule()
  }

  private func received(_ event: RPCConnection.Event) {
    switch event {
    case .activity:
      reconnect.receivedBytes(now: LoopClock.now)
      schedule()
    case .message(.response("echo", _)): break
    case .message(let message): handle(.message(message))
    case .ended(let error): drop("\(error)")
    }
  }

  private func lost(_ name: String, _ reason: String) {
    guard connection != nil else { return }
    server.log(.info, "\(name): \(reason)")
    connection?.close()
    connection = nil
    handle(.lost)
  }
}
