/// How often an event came in the last 5 seconds, minute and hour, from its total noted every 5
/// seconds.
struct CoverageRates: Equatable {
  /// How often ``note(total:)`` is to be called.
  static let interval: Duration = .seconds(5)

  private var total: UInt64 = 0
  /// Events in each of the last intervals of a minute, the latest last.
  private var intervals: [UInt64] = []
  /// Events in each of the last minutes of an hour, the latest last.
  private var minutes: [UInt64] = []
  private var intervalsInMinute = 0
  private var countInMinute: UInt64 = 0

  /// Notes the total at the end of an interval.
  mutating func note(total: UInt64) {
    let count = total &- self.total
    self.total = total
    intervals = intervals.suffix(11) + [count]
    countInMinute += count
    intervalsInMinute += 1
    guard intervalsInMinute == 12 else { return }
    minutes = minutes.suffix(59) + [countInMinute]
    (intervalsInMinute, countInMinute) = (0, 0)
  }

  /// Events a second in the last complete interval.
  var lastInterval: Double { Double(intervals.last ?? 0) / 5 }
  /// Events a second in the last minute.
  var lastMinute: Double { Double(intervals.reduce(0, +)) / 60 }
  /// Events a second in the last hour, as far as its minutes are complete.
  var lastHour: Double { Double(minutes.reduce(0, +)) / 3600 }
}
