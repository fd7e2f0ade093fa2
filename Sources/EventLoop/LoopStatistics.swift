/// What the loop has done since the process began.
public struct LoopStatistics: Hashable, Sendable {
  /// How often the loop has looked for events.
  public internal(set) var turns: UInt64 = 0

  /// How many of the turns did not wait, because something was known to be due.
  ///
  /// A figure that grows while nothing happens betrays a busy loop. Open vSwitch counts the same
  /// under the name `poll_zero_timeout`.
  public internal(set) var zeroTimeouts: UInt64 = 0
}
