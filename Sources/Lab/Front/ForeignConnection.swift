internal import EventLoop
internal import JSON
internal import Session

/// A client from outside the lab: a stream on one side, a connection of the lab's network on the other.
///
/// The stream is a socket of this machine, of which the kernel tells when the peer is gone, so there
/// are no probes; those of the client are answered.
@LoopActor
final class ForeignConnection {
  private var outside: RPCConnection?
  private var inside: NetworkConnection?
  private unowned let front: LabFront
  private var isCongested = false
  private var isPaused = false

  /// The machine that all clients from outside are on.
  static let site = Site("outside")
  /// More than this waits to be read before a client is told nothing more.
  private static let congestionThreshold = 256 << 10
  /// A client that leaves more than this unread is cut off: one reply may be that long.
  private static let backlogMaximum = 1 << 30
  /// How many of a client's messages may wait for the lab before no more are read.
  private static let messagesMaximum = 128
  /// The largest text and the deepest nesting taken from a client.
  private static let limits = JSONLimits(bytes: 256 << 20, depth: 1000)

  init(_ stream: any ByteStream, to remote: Remote, of network: Network, front: LabFront) {
    self.front = front
    outside = RPCConnection(
      over: stream, limits: Self.limits, backlogMaximum: Self.backlogMaximum
    ) { [weak self] event in self?.received(event) }
    inside = network.connect(to: remote, from: Self.site, isForeign: true) { [weak self] event in
      self?.answered(event)
    }
  }

  func close() {
    outside?.close()
    inside?.close(.client)
    outside = nil
    inside = nil
  }

  /// Stops and resumes each side by how fast the other takes what it is sent; returns whether one is
  /// stopped.
  func updateFlow() -> Bool {
    guard let outside, let inside else { return false }
    let isFull = outside.pendingBytes > (isCongested ? 0 : Self.congestionThreshold)
    if isFull != isCongested {
      isCongested = isFull
      inside.send(.congestion(isFull), from: .client)
      front.wake()
    }
    let isBehind = isCongested || inside.backlog(to: .server) > Self.messagesMaximum
    if isBehind != isPaused {
      isPaused = isBehind
      if isBehind { outside.pauseReading() } else { outside.resumeReading() }
    }
    return isPaused
  }

  private func received(_ event: RPCConnection.Event) {
    switch event {
    case .activity: break
    case .message(let message):
      inside?.send(message, from: .client)
      if let inside, inside.backlog(to: .server) > Self.messagesMaximum { _ = updateFlow() }
      front.passes(self)
    case .ended: end()
    }
  }

  private func answered(_ event: NetworkConnection.Event) {
    switch event {
    case .opened, .message, .congestion: break
    case .text(let text):
      outside?.send(text: text)
      front.passes(self)
    case .ended: end()
    }
  }

  private func end() {
    close()
    front.ended(self)
  }
}
