/// Spaces a crashing daemon's restarts: the first at once, the others at least an interval apart.
struct RestartThrottle: Equatable {
  /// How far apart restarts are.
  static let interval: Duration = .seconds(10)

  private var last: Duration?

  /// How long to wait before a restart that is wanted `now`.
  func delay(at now: Duration) -> Duration {
    guard let last else { return .zero }
    return max(.zero, last + Self.interval - now)
  }

  /// Notes that the daemon is started again.
  mutating func restarted(at now: Duration) { last = now }
}
