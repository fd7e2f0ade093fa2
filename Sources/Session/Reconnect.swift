/// Keeps one connection to any of several remotes alive: when to connect, to which, when to probe
/// and when to give up.
///
/// A value without sockets or clock. Its owner reports what happened, each time with the time, calls
/// ``advance(now:)`` when told something or when ``deadline`` passes, and does what that returns:
///
///     stopped ─start─► backing off ─► connecting ─connected─► active ─► probing ─► backing off
///                          ▲              │ failed, timed out    │ closed   (no answer)
///                          └──────────────┴──────────────────────┘
///
/// After a failure the next remote is tried at once, so that losing one server of a cluster costs
/// little. A round over all of them in vain is followed by a pause: 1 s, doubling up to 8 s, or to
/// what ``setLongestBackoff(_:now:)`` says, back to 1 s once a connection has lasted longer than that.
public struct Reconnect: Sendable {
  /// What the owner is to do.
  public enum Action: Hashable, Sendable {
    /// Open a connection; then report ``connected(now:)`` or ``disconnected(now:)``.
    case connect(Remote)
    /// Listen for one peer; then report ``connected(now:)`` or ``disconnected(now:)``.
    case listen(Remote)
    /// Send an `echo` request.
    case probe
    /// Close the connection or abandon the attempt; the state is already the one after it.
    case disconnect(reason: String)
  }

  private enum State: Hashable {
    case stopped
    case backingOff(until: Duration)
    case connecting(deadline: Duration)
    case listening
    case active(since: Duration, idleSince: Duration)
    case probing(since: Duration, sent: Duration)
  }

  /// The shortest pause, and the shortest time a connection attempt is given.
  public static let backoffMinimum = Duration.seconds(1)
  /// The longest pause.
  public static let backoffMaximum = Duration.seconds(8)

  private var state = State.stopped
  private var remotes: [Remote]
  private var index = 0
  private var remainingInRound = 0
  /// The last pause; zero before the first.
  public private(set) var backoff = Duration.zero

  /// The longest pause of this connection; less than ``backoffMinimum`` counts as that.
  public private(set) var longestBackoff = Self.backoffMaximum

  /// How long the connection may be idle before it is probed, and the probe unanswered before it
  /// is dropped; zero for never, nil for ``Remote/defaultProbeInterval``. Less than 1 s counts as 1 s.
  public var probeInterval: Duration?

  /// Starts out stopped, with `remotes` in an order that `generator` chooses.
  public init(
    _ remotes: [Remote], probeInterval: Duration? = nil,
    using generator: inout some RandomNumberGenerator
  ) {
    self.remotes = remotes.shuffled(using: &generator)
    self.probeInterval = probeInterval
  }
}

// What may be asked.
extension Reconnect {
  /// The remote connected to, or tried next; nil when there is none to try.
  public var remote: Remote? { remotes.indices.contains(index) ? remotes[index] : nil }

  /// How many remotes there are to choose from.
  public var remoteCount: Int { remotes.count }

  /// Whether a connection stands.
  public var isConnected: Bool {
    switch state {
    case .active, .probing: true
    case .stopped, .backingOff, .connecting, .listening: false
    }
  }

  /// Whether a connection or an attempt at one exists that a disconnect would end.
  public var isOpen: Bool {
    switch state {
    case .active, .probing, .connecting, .listening: true
    case .stopped, .backingOff: false
    }
  }

  /// When ``advance(now:)`` has something to do, if nothing is reported before.
  public var deadline: Duration? {
    switch state {
    case .stopped, .listening: nil
    case .backingOff(let until): remote == nil ? nil : until
    case .connecting(let deadline): deadline
    case .active(_, let idleSince): effectiveProbeInterval.map { idleSince + $0 }
    case .probing(_, let sent): effectiveProbeInterval.map { sent + $0 }
    }
  }

  /// How long until the next attempt; zero unless backing off.
  public func pause(now: Duration) -> Duration {
    guard case .backingOff(let until) = state else { return .zero }
    return max(.zero, until - now)
  }

  /// Whether pauses are as long as they become: attempts have been in vain for some time.
  public var isAtLongestBackoff: Bool { backoff >= longestBackoff }

  private var effectiveProbeInterval: Duration? {
    let interval = probeInterval ?? remote?.defaultProbeInterval ?? .zero
    return interval <= .zero ? nil : max(interval, .seconds(1))
  }
}

// What may happen.
extension Reconnect {
  /// Begins to connect.
  public mutating func start(now: Duration) {
    guard state == .stopped else { return }
    remainingInRound = remotes.count - 1
    state = .backingOff(until: now)
  }

  /// Ends for good; the owner closes what is open.
  public mutating func stop() { state = .stopped }

  /// The connection asked for stands.
  public mutating func connected(now: Duration) {
    switch state {
    case .connecting, .listening: state = .active(since: now, idleSince: now)
    case .stopped, .backingOff, .active, .probing: break
    }
  }

  /// Bytes arrived from the peer.
  public mutating func receivedBytes(now: Duration) {
    switch state {
    case .active(let since, _), .probing(let since, _):
      state = .active(since: since, idleSince: now)
    case .stopped, .backingOff, .connecting, .listening: break
    }
  }

  /// The connection ended, was ended by the owner, or could not be opened.
  public mutating func disconnected(now: Duration) {
    switch state {
    case .stopped, .backingOff: return
    case .connecting, .listening: break
    case .active(let since, _), .probing(let since, _):
      if now - since >= max(backoff, Self.backoffMinimum) {
        backoff = .zero
        remainingInRound = remotes.count - 1
      }
      // The peer chooses when to come back, and finds nobody while we pause.
      if remote?.isPassive == true, remotes.count == 1 {
        state = .backingOff(until: now)
        return
      }
    }
    index = remotes.isEmpty ? 0 : (index + 1) % remotes.count
    if remainingInRound > 0 {
      remainingInRound -= 1
      state = .backingOff(until: now)
    } else {
      remainingInRound = remotes.count - 1
      backoff = min(max(backoff * 2, Self.backoffMinimum), longestBackoff)
      state = .backingOff(until: now + backoff)
    }
  }

  /// Takes other remotes; the owner disconnects first if the present one is not among them.
  public mutating func setRemotes(
    _ remotes: [Remote], using generator: inout some RandomNumberGenerator
  ) {
    let current = remote
    self.remotes = remotes.shuffled(using: &generator)
    index = current.flatMap { self.remotes.firstIndex(of: $0) } ?? 0
    remainingInRound = remotes.count - 1
  }

  /// Bounds pauses, the present one too; nil or zero is ``backoffMaximum``.
  public mutating func setLongestBackoff(_ longest: Duration?, now: Duration) {
    let longest = longest.flatMap { $0 > .zero ? $0 : nil } ?? Self.backoffMaximum
    longestBackoff = max(longest, Self.backoffMinimum)
    backoff = min(backoff, longestBackoff)
    if case .backingOff(let until) = state {
      state = .backingOff(until: min(until, now + longestBackoff))
    }
  }

  /// Cuts a pause short: the next attempt is due now.
  public mutating func hurry(now: Duration) {
    backoff = .zero
    if case .backingOff = state { state = .backingOff(until: now) }
  }

  /// Does what is due; call it again until it returns nil.
  public mutating func advance(now: Duration) -> Action? {
    guard let remote, let deadline, deadline <= now else { return nil }
    switch state {
    case .stopped, .listening: return nil
    case .backingOff:
      if remote.isPassive {
        state = .listening
        return .listen(remote)
      }
      state = .connecting(deadline: now + max(backoff, Self.backoffMinimum))
      return .connect(remote)
    case .connecting:
      disconnected(now: now)
      return .disconnect(reason: "connection attempt timed out")
    case .active(let since, _):
      state = .probing(since: since, sent: now)
      return .probe
    case .probing(_, let sent):
      disconnected(now: now)
      return .disconnect(reason: "no response to inactivity probe after \(Self.text(now - sent))")
    }
  }

  private static func text(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let tenths = attoseconds / 100_000_000_000_000_000
    return tenths == 0 ? "\(seconds) seconds" : "\(seconds).\(tenths) seconds"
  }
}
