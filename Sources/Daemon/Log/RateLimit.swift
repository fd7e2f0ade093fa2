/// Holds back messages that come too often, one bucket of tokens for each place that logs.
///
/// The bucket starts full, so a burst passes at first; then messages pass at the steady rate.
public struct RateLimit: Equatable, Sendable {
  /// What to do with a message.
  public enum Admission: Equatable, Sendable {
    /// Log it, preceded by a line on the messages that were dropped since the last that passed.
    case pass(Dropped?)
    /// Do not log it.
    case drop
  }

  /// Messages that were held back.
  public struct Dropped: Equatable, Sendable, CustomStringConvertible {
    /// How many.
    public var count: Int
    /// How long ago the first and the last of them were.
    public var first, last: Duration

    public var description: String {
      "Dropped \(count) log messages in last \(first.components.seconds) seconds (most recently, "
        + "\(last.components.seconds) seconds ago) due to excessive rate"
    }
  }

  private let perMinute: Int
  private let burst: Int
  /// One message costs 60,000, so a millisecond earns `perMinute`.
  private var tokens: Int
  private var lastFill: Duration?
  private var dropped: (count: Int, first: Duration, last: Duration)?

  /// Lets `perMinute` messages pass each minute and `burst` at once.
  public init(perMinute: Int, burst: Int) {
    self.perMinute = perMinute
    self.burst = burst
    tokens = burst * Self.cost
  }

  private static let cost = 60_000

  /// Decides on a message at `now`, by a clock that never goes back.
  public mutating func admit(at now: Duration) -> Admission {
    fill(at: now)
    guard tokens >= Self.cost else {
      dropped = (
        count: (dropped?.count ?? 0) + 1, first: dropped?.first ?? now, last: now
      )
      return .drop
    }
    tokens -= Self.cost
    defer { dropped = nil }
    return .pass(
      dropped.map { Dropped(count: $0.count, first: now - $0.first, last: now - $0.last) })
  }

  private mutating func fill(at now: Duration) {
    let since = lastFill ?? now
    let millisecondsToFull = perMinute > 0 ? (capacity - tokens) / perMinute + 1 : Int.max
    guard now - since < .milliseconds(millisecondsToFull) else {
      tokens = capacity
      lastFill = now
      return
    }
    let (seconds, attoseconds) = (now - since).components
    let milliseconds = Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    tokens += milliseconds * perMinute
    // What is less than a millisecond stays to be counted later.
    lastFill = since + .milliseconds(milliseconds)
  }

  private var capacity: Int { burst * Self.cost }

  public static func == (left: Self, right: Self) -> Bool {
    left.perMinute == right.perMinute && left.burst == right.burst && left.tokens == right.tokens
      && left.lastFill == right.lastFill && left.dropped?.count == right.dropped?.count
  }
}
