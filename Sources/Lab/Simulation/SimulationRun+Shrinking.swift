extension SimulationRun {
  /// A shorter run that fails as well: the shortest prefix found by halving, and then without the steps
  /// that the failure does not need.
  ///
  /// - Parameter attempts: how many runs it may cost.
  /// - Returns: this run if it has not failed.
  public func shrunk(attempts: Int = 300) throws(LabError) -> SimulationRun {
    guard let failure else { return self }
    var attempts = attempts
    var best = self
    let found = Array(steps.prefix(failure.stepCount))
    try best.shorten(found, &attempts)
    var size = max(1, best.steps.count / 2)
    while attempts > 0 {
      let before = best.steps.count
      try best.leaveOut(size, &attempts)
      if size == 1, best.steps.count == before { break }
      size = max(1, min(size / 2, best.steps.count / 2))
    }
    return best
  }

  /// Takes a prefix: the failure may have been there before it was looked for.
  private mutating func shorten(
    _ found: [ScheduledStep], _ attempts: inout Int
  ) throws(LabError) {
    let steps = found.last?.step == .heal ? Array(found.dropLast()) : found
    var (passing, failing) = (0, steps.count)
    while failing - passing > 1, attempts > 0 {
      let middle = (passing + failing) / 2
      if try attempt(Array(steps.prefix(middle)), &attempts) {
        failing = middle
      } else {
        passing = middle
      }
    }
    if failing == steps.count { _ = try attempt(steps, &attempts) }
  }

  /// Leaves out pieces of that size wherever it still fails without.
  private mutating func leaveOut(_ size: Int, _ attempts: inout Int) throws(LabError) {
    var end = steps.count
    while end > 0, attempts > 0 {
      let start = max(0, end - size)
      _ = try attempt(Array(steps[..<start] + steps[end...]), &attempts)
      end = start
    }
  }

  /// Runs other steps; if they fail too, they take the place of these.
  private mutating func attempt(
    _ steps: [ScheduledStep], _ attempts: inout Int
  ) throws(LabError) -> Bool {
    attempts -= 1
    let run = try SimulationRun(seed: seed, zones: zones, steps: steps)
    guard run.failure?.cause.invariant == failure?.cause.invariant else { return false }
    self = run
    return true
  }
}
