internal import EventLoop
internal import JSON
internal import Session

/// A client's connection: its messages in, ours out, and the probes that tell whether it lives.
@LoopActor
final class ServerConnection {
  /// What came and is yet to be executed.
  private(set) var inbox: [RPCMessage<JSONElement>] = []
  let session: SessionID
  /// Whose remote it came through.
  let remote: ConfiguredRemote
  /// What the client's certificate calls it.
  let peerName: String?
  private(set) var isCongested = false
  /// Whether something was sent since congestion was looked at.
  var hasNewOutput = false
  /// Whether it has ever asked for anything.
  private(set) var hasSpoken = false
  /// Bytes of memory that a message takes which has not come to its end.
  private(set) var unfinishedSize = 0
  /// Whether it was idle for so long that it is being probed.
  private(set) var isIdle = false

  private var connection: RPCConnection?
  private var reconnect: Reconnect
  private var timer: Timer?
  private unowned let server: DatabaseServer

  /// More than this waits to be read before a client is congested.
  static let congestionThreshold = 256 << 10
  /// No more is read while that many messages wait to be executed.
  static let inboxMaximum = 512
  /// The largest text and the deepest nesting taken from a client.
  static let limits = JSONLimits(bytes: 256 << 20, depth: 1000)

  init(
    _ stream: any ByteStream, session: SessionID, remote: ConfiguredRemote, peerName: String?,
    server: DatabaseServer
  ) {
    self.session = session
    self.remote = remote
    self.peerName = peerName
    self.server = server
    let now = LoopClock.now
    var generator = SystemRandomNumberGenerator()
    // As a listener that has been reached: only its probes are of use here.
    reconnect = Reconnect(
      [remote.probedRemote], probeInterval: remote.settings.probeInterval, using: &generator)
    reconnect.start(now: now)
    _ = reconnect.advance(now: now)
    reconnect.connected(now: now)
    connection = RPCConnection(over: stream, limits: Self.limits) { [weak self] event in
      self?.handle(event)
    }
    schedule()
  }

  func send(_ message: RPCMessage<JSON>) { connection?.send(message) }

  func send(text: [UInt8]) { connection?.send(text: text) }

  var isOpen: Bool { connection != nil }

  func close() {
    connection?.close()
    connection = nil
    timer = nil
    updateUnfinishedSize()
  }

  /// The first messages have been executed.
  func removeFirst(_ count: Int) {
    inbox.removeFirst(count)
    updateReading()
  }

  func setProbeInterval(_ interval: Duration?) {
    reconnect.probeInterval = interval
    schedule()
  }

  /// How many bytes wait to be read by the client.
  var pendingBytes: Int { connection?.pendingBytes ?? 0 }

  /// Whether this has changed since the last time: too much waits to be read, or no longer.
  func updateCongestion() -> Bool {
    let wasCongested = isCongested
    isCongested = pendingBytes > (wasCongested ? 0 : Self.congestionThreshold)
    guard isCongested != wasCongested else { return false }
    updateReading()
    return true
  }

  /// Leaves unread what a client sends that reads nothing, or sends faster than it is served.
  private func updateReading() {
    if isCongested || inbox.count >= Self.inboxMaximum {
      connection?.pauseReading()
    } else {
      connection?.resumeReading()
    }
  }

  private func updateUnfinishedSize() {
    let size = connection?.unfinishedSize ?? 0
    guard size != unfinishedSize else { return }
    let change = size - unfinishedSize
    unfinishedSize = size
    server.unfinishedSizeChanged(by: change)
  }

  private func handle(_ event: RPCConnection.Event) {
    switch event {
    case .activity:
      isIdle = false
      reconnect.receivedBytes(now: LoopClock.now)
      updateUnfinishedSize()
      // Echoes are answered on the way here, and no turn sends those.
      if pendingBytes > Self.congestionThreshold { server.hasOutput(self) }
    case .message(let message):
      // The answer to a probe is nobody's concern.
      if case .response("echo", _) = message { return }
      hasSpoken = true
      inbox.append(message)
      if inbox.count == Self.inboxMaximum { updateReading() }
      if inbox.count == 1 { server.received(from: self) }
    case .ended(let error):
      close()
      server.connectionEnded(self, reason: "\(error)", isFault: error != .closedByPeer)
    }
  }

  private func schedule() {
    timer = reconnect.deadline.map { deadline in
      Timer(after: deadline - LoopClock.now) { [weak self] in self?.probe() }
    }
  }

  private func probe() {
    switch reconnect.advance(now: LoopClock.now) {
    case .probe:
      isIdle = true
      connection?.send(.request(id: "echo", method: "echo", parameters: []))
    case .disconnect(let reason):
      close()
      return server.connectionEnded(self, reason: reason, isFault: true)
    case .connect, .listen, nil: break
    }
    schedule()
  }
}
