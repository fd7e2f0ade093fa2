/// A whole run of a simulation, and what came of it.
public struct SimulationRun: Sendable {
  public let seed: UInt64
  /// How many zones there are.
  public let zones: Int
  /// What is done to them.
  public let steps: [ScheduledStep]
  public let statistics: SimulationStatistics
  /// What did not hold, if anything.
  public let failure: SimulationFailure?
  /// A sum over all messages, if it was asked for.
  public let digest: MessageDigest?

  /// Runs the steps that the seed decides, or others.
  ///
  /// - Parameters:
  ///   - steps: other steps than the seed's.
  ///   - sumsUp: whether ``digest`` is wanted.
  ///   - trace: called with what happens, a line each.
  /// - Throws: ``LabError`` if the mesh does not come to rest before anything is done to it.
  public init(
    seed: UInt64, zones: Int, steps: [ScheduledStep], sumsUp: Bool = false,
    trace: ((String) -> Void)? = nil
  ) throws(LabError) {
    self.seed = seed
    self.zones = zones
    self.steps = steps
    let simulation = try Simulation(seed: seed, zones: zones, sumsUp: sumsUp)
    simulation.trace = trace
    do throws(SimulationFailure) {
      try simulation.run(steps)
      failure = nil
    } catch {
      failure = error
    }
    statistics = simulation.statistics
    digest = simulation.digest
  }

  /// As ``init(seed:zones:steps:sumsUp:trace:)``, of that many of the seed's own steps.
  public init(
    seed: UInt64, zones: Int, stepCount: Int, sumsUp: Bool = false,
    trace: ((String) -> Void)? = nil
  ) throws(LabError) {
    try self.init(
      seed: seed, zones: zones,
      steps: Simulation.steps(seed: seed, zones: zones, count: stepCount), sumsUp: sumsUp,
      trace: trace)
  }
}
