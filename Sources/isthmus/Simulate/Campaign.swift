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
  private let state = Mutex(State())

  private struct State {
    var next: UInt64?
    var isOver = false
    var runs = 0
    var failures = 0
    var statistics = SimulationStatistics()
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

  /// Runs all seeds, that many at once, and prints a summary line.
  ///
  /// - Returns: whether any failed.
  func run(jobs: Int) -> Bool {
    DispatchQueue.concurrentPerform(iterations: jobs) { _ in
      while let seed = takeSeed() { run(seed) }
    }
    let state = state.withLock { $0 }
    let wall = beginning.duration(to: .now)
    write(
      "\(state.runs) seeds of \(zones) zones, \(state.statistics.summary);"
        + " wall time \(wall.secondsText); \(state.failures) failures")
    return state.failures > 0
  }

  private func takeSeed() -> UInt64? {
    let hasTime = minutes.map { beginning.duration(to: .now) < .seconds(60 * $0) } ?? true
    return state.withLock { state in
      guard hasTime, !state.isOver else { return nil }
      let seed = state.next ?? seeds.lowerBound
      if seed == seeds.upperBound { state.isOver = true } else { state.next = seed + 1 }
      return seed
    }
  }

  private func run(_ seed: UInt64) {
    do throws(LabError) {
      let run = try SimulationRun(
        seed: seed, zones: zones, stepCount: steps, sumsUp: sumsUp,
        trace: tracesSteps ? { [self] in write($0) } : nil)
      if let digest = run.digest { write("seed \(seed): digest \(digest)") }
      count(run.statistics, hasFailed: run.failure != nil)
      if run.failure != nil { try report(run) }
    } catch {
      count(SimulationStatistics(), hasFailed: true)
      write("seed \(seed): \(error)")
    }
  }

  private func count(_ statistics: SimulationStatistics, hasFailed: Bool) {
    state.withLock { state in
      state.runs += 1
      state.statistics.add(statistics)
      if hasFailed { state.failures += 1 }
    }
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
    state.withLock { _ in
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
