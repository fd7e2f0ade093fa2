internal import HeapModule

/// What is to happen and when, on a clock that goes only from one thing to the next.
final class Agenda {
  /// Whether something is waited for, or only a provision for the case that nothing happens.
  enum Urgency { case awaited, provision }

  private struct Entry: Comparable {
    let time: Duration
    /// Things of one time happen in the order of these, and then in that in which they were planned.
    let rank: Int
    let number: Int
    let urgency: Urgency
    let perform: () -> Void

    static func < (left: Entry, right: Entry) -> Bool {
      (left.time, left.rank, left.number) < (right.time, right.rank, right.number)
    }

    static func == (left: Entry, right: Entry) -> Bool { left.number == right.number }
  }

  /// The time since the beginning.
  private(set) var now = Duration.zero
  /// How many things are to happen that somebody waits for.
  private(set) var awaitedCount = 0
  /// How many things have happened.
  private(set) var performedCount = 0
  private var entries = Heap<Entry>()
  private var lastNumber = 0

  /// Plans something; what is late happens at once.
  ///
  /// - Parameter rank: of things of one time, those of a lower rank come first.
  func plan(
    at time: Duration, rank: Int = 0, _ urgency: Urgency = .awaited,
    _ perform: @escaping () -> Void
  ) {
    lastNumber += 1
    if urgency == .awaited { awaitedCount += 1 }
    entries.insert(
      Entry(
        time: max(time, now), rank: rank, number: lastNumber, urgency: urgency, perform: perform))
  }

  /// When the next thing happens.
  var nextTime: Duration? { entries.min?.time }

  /// Lets the next thing happen; false if there is none.
  @discardableResult
  func step() -> Bool {
    guard let entry = entries.popMin() else { return false }
    now = max(now, entry.time)
    if entry.urgency == .awaited { awaitedCount -= 1 }
    performedCount += 1
    entry.perform()
    return true
  }

  /// Lets everything happen until `time`, and then it is that time.
  func run(until time: Duration) { run(until: time) { true } }

  /// As ``run(until:)``, for as long as `mayGoOn`; returns whether it came so far.
  @discardableResult
  func run(until time: Duration, while mayGoOn: () -> Bool) -> Bool {
    while let next = nextTime, next <= time {
      guard mayGoOn() else { return false }
      step()
    }
    now = max(now, time)
    return true
  }
}
