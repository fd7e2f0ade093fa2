internal import EventLoop
internal import Session

/// Keeps the server connected to a client that listens.
@LoopActor
final class ActiveRemote {
  private let remote: Remote
  private var reconnect: Reconnect
  private var attempt: StreamAttempt?
  private var timer: Timer?
  private unowned let server: DatabaseServer
  private let connected: (any ByteStream) -> Void

  init(
    _ remote: Remote, server: DatabaseServer,
    connected: @escaping @LoopActor (any ByteStream) -> Void
  ) {
    self.remote = remote
    self.server = server
    self.connected = connected
    var generator = SystemRandomNumberGenerator()
    // The session probes; here is only the way to it.
    reconnect = Reconnect([remote], probeInterval: .zero, using: &generator)
    reconnect.start(now: LoopClock.now)
    schedule()
  }

  /// The session that was made is over.
  func disconnected() {
    reconnect.disconnected(now: LoopClock.now)
    schedule()
  }

  private func schedule() {
    timer = reconnect.deadline.map { deadline in
      Timer(after: deadline - LoopClock.now) { [weak self] in self?.advance() }
    }
  }

  private func advance() {
    switch reconnect.advance(now: LoopClock.now) {
    case .connect(let remote):
      attempt = server.opener.open(remote) { [weak self] result in self?.opened(result) }
    case .disconnect: attempt = nil
    case .listen, .probe, nil: break
    }
    schedule()
  }

  private func opened(_ result: Result<any ByteStream, StreamError>) {
    attempt = nil
    switch result {
    case .success(let stream):
      reconnect.connected(now: LoopClock.now)
      connected(stream)
    case .failure(let error):
      server.log(.info, "\(remote): connection attempt failed (\(error.reason))")
      reconnect.disconnected(now: LoopClock.now)
    }
    schedule()
  }
}
