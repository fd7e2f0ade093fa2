internal import Dispatch
internal import Glibc
internal import Lab
internal import Synchronization

/// Runs of many seeds, and what is told of them.
final class Campaign: Sendable {
  private let seeds: ClosedRange<UInt64>
  private let zones: Int
  private let steps: Int
  private let minutes: Int?
  private let tracesSteps: Bool
  private let sumsUp: Bool
  private let shrinks: Bool
  private let beginning = ContinuousClock.now
  let state = Mutex(State())

  /// What is known so far; whoever holds it prints.
  struct State {
    fileprivate var next: UInt64?
    fileprivate var isOver = false
    /// The seeds whose runs have begun and not ended.
    fileprivate(set) var underWay: Set<UInt64> = []
    fileprivate var runs = 0
    fileprivate var failures = 0
    fileprivate var statistics = SimulationStatistics()
    var progress = CampaignProgress()
  }

  init(
    seeds: ClosedRange<UInt64>, zones: Int, steps: Int, minutes: Int?, tracesSteps: Bool,
    sumsUp: Bool, shrinks: Bool
  ) {
    self.seeds = seeds
    self.zones = zones
    self.steps = steps
    self.minutes = minutes
    self.tracesSteps = tracesSteps
    self.sumsUp = sumsUp
    self.shrinks = shrinks
  }

  /// Runs all seeds, that many at once, shows how that comes along, and prints a summary line.
  ///
  /// - Returns: whether any failed.
  func run(jobs: Int) -> Bool {
    let watchers = watchForSignals()
    defer { for watcher in watchers { watcher.cancel() } }
    DispatchQueue.concurrentPerform(iterations: jobs) { _ in
      while let seed = takeSeed() { run(seed) }
    }
    let state = state.withLock { $0 }
    write(summary(of: state))
    return state.failures > 0
  }

  /// One line on all runs that are done.
  func summary(of state: borrowing State) -> String {
    "\(state.runs) seeds of \(zones) zones, \(state.statistics.summary); wall time"
      + " \(wallTime.secondsText); \(state.failures) failures"
  }

  private var wallTime: Duration { beginning.duration(to: .now) }

  private func takeSeed() -> UInt64? {
    let hasTime = minutes.map { wallTime < .seconds(60 * $0) } ?? true
    return state.withLock { state in
      guard hasTime, !state.isOver else { return nil }
      let seed = state.next ?? seeds.lowerBound
      if seed == seeds.upperBound { state.isOver = true } else { state.next = seed + 1 }
      state.underWay.insert(seed)
      return seed
    }
  }

  private func run(_ seed: UInt64) {
    do throws(LabError) {
      let run = try SimulationRun(
        seed: seed, zones: zones, stepCount: steps, sumsUp: sumsUp,
        trace: tracesSteps ? { [self] in write($0) } : nil)
      if let digest = run.digest { write("seed \(seed): digest \(digest)") }
      count(seed, run.statistics, hasFailed: run.failure != nil)
      if run.failure != nil { try report(run) }
    } catch {
      count(seed, SimulationStatistics(), hasFailed: true)
      write("seed \(seed): \(error)")
    }
  }

  private func count(_ seed: UInt64, _ statistics: SimulationStatistics, hasFailed: Bool) {
    state.withLock { state in
      state.underWay.remove(seed)
      state.runs += 1
      state.statistics.add(statistics)
      if hasFailed { state.failures += 1 }
      // After the last one everything is told.
      guard !state.isOver || !state.underWay.isEmpty else { return }
      state.progress.show(progressText(of: state), runs: state.runs)
    }
  }

  private func progressText(of state: borrowing State) -> String {
    // Without an end there is nothing to measure it by.
    let count = seeds.upperBound == .max ? "" : " of \(seeds.upperBound - seeds.lowerBound + 1)"
    return "\(state.runs)\(count) seeds, \(wallTime.secondsText), \(state.failures) failures"
  }

  private func report(_ run: SimulationRun) throws(LabError) {
    guard let failure = run.failure else { return }
    write("FAILED \(failure)")
    guard shrinks else { return }
    let short = try run.shrunk()
    let steps = short.steps.enumerated().map { "  \($0 + 1). \($1)" }.joined(separator: "\n")
    write(
      "seed \(run.seed) fails with these \(short.steps.count) of its steps already:\n\(steps)\n"
        + "  \(short.failure?.cause.description ?? "")\n"
        + "repeat it with: isthmus simulate --seed \(run.seed) --zones \(zones) --steps"
        + " \(self.steps)")
  }

  /// A line that is not mixed up with others.
  private func write(_ line: String) {
    state.withLock { state in
      state.progress.clear()
      print(line)
      fflush(nil)
    }
  }
}

extension SimulationStatistics {
  /// What was done and what it took.
  fileprivate var summary: String {
    "\(steps) steps, \(healings) healings; \(faultText); \(refusals) refusals;"
      + " \(transactions) transactions, \(messages) messages; virtual time"
      + " \(virtualTime.secondsText)"
  }
}

extension Duration {
  fileprivate var secondsText: String {
    let seconds = components.seconds
    return seconds < 600 ? "\(seconds) s" : "\(seconds / 3_600) h \(seconds / 60 % 60) min"
  }
}
