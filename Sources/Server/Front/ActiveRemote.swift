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

  /// When it was connected last, and disconnected after that or before.
  private(set) var lastConnected: Duration?
  private(set) var lastDisconnected: Duration?
  /// Why there is no connection; kept until there is one.
  private(set) var lastError: String?

  init(
    _ remote: Remote, maximumBackoff: Duration?, server: DatabaseServer,
    connected: @escaping @LoopActor (any ByteStream) -> Void
  ) {
    self.remote = remote
    self.server = server
    self.connected = connected
    var generator = SystemRandomNumberGenerator()
    // The session probes; here is only the way to it.
    reconnect = Reconnect([remote], probeInterval: .zero, using: &generator)
    reconnect.setLongestBackoff(maximumBackoff, now: LoopClock.now)
    reconnect.start(now: LoopClock.now)
    schedule()
  }

  /// What it does, in the words of `ovsdb-server`.
  var state: String {
    reconnect.isConnected ? "ACTIVE" : attempt != nil ? "CONNECTING" : "BACKOFF"
  }

  func setMaximumBackoff(_ longest: Duration?) {
    reconnect.setLongestBackoff(longest, now: LoopClock.now)
    schedule()
  }

  /// The session that was made is over.
  func disconnected(_ reason: String) {
    lastDisconnected = LoopClock.now
    failed(reason, reason)
  }

  private func failed(_ reason: String, _ message: String) {
    lastError = reason
    log(message)
    let wasTiring = reconnect.isAtLongestBackoff
    reconnect.disconnected(now: LoopClock.now)
    schedule()
    if !wasTiring, reconnect.isAtLongestBackoff {
      server.log(
        .info,
        "\(remote): continuing to reconnect in the background but suppressing further logging")
    }
  }

  /// Tells the operator, though not for ever of attempts in vain.
  private func log(_ message: String) {
    guard !reconnect.isAtLongestBackoff else { return }
    server.log(.info, "\(remote): \(message)")
  }

  private func schedule() {
    timer = reconnect.deadline.map { deadline in
      Timer(after: deadline - LoopClock.now) { [weak self] in self?.advance() }
    }
  }

  private func advance() {
    switch reconnect.advance(now: LoopClock.now) {
    case .connect(let remote):
      log("connecting...")
      attempt = server.opener.open(remote) { [weak self] result in self?.opened(result) }
    case .disconnect(let reason):
      attempt = nil
      lastError = reason
      log(reason)
    case .listen, .probe, nil: break
    }
    schedule()
  }

  private func opened(_ result: Result<any ByteStream, StreamError>) {
    attempt = nil
    switch result {
    case .success(let stream):
      server.log(.info, "\(remote): connected")
      lastConnected = LoopClock.now
      lastError = nil
      reconnect.connected(now: LoopClock.now)
      schedule()
      connected(stream)
    case .failure(let error):
      failed(error.reason, "connection attempt failed (\(error.reason))")
    }
  }
}
