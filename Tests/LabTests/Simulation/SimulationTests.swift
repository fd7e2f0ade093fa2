import JSON
import OVSDB
import Testing

@testable import Lab

@Suite("A simulation")
struct SimulationTests {
  /// Runs that once found a defect, and what it was.
  static let regressions: [(seed: UInt64, zones: Int, steps: Int, defect: Comment)] = [
    (2, 8, 204, "a gateway that had come from another zone was taken for a remote chassis")
  ]

  @Test("holds what it must, whatever happens", arguments: UInt64(100)...103)
  func seeds(_ seed: UInt64) throws {
    let run = try SimulationRun(seed: seed, zones: 3, stepCount: 60)
    #expect(run.failure == nil)
  }

  @Test("holds it for longer too", arguments: UInt64(14)...15)
  func longRun(_ seed: UInt64) throws {
    let run = try SimulationRun(seed: seed, zones: 4, stepCount: 200)
    #expect(run.failure == nil)
  }

  @Test("stays free of what seeds have found", arguments: regressions.indices)
  func regression(_ number: Int) throws {
    let (seed, zones, steps, defect) = Self.regressions[number]
    let run = try SimulationRun(
      seed: seed, zones: zones,
      steps: Array(Simulation.steps(seed: seed, zones: zones, count: 2_000).prefix(steps)))
    #expect(run.failure == nil, defect)
  }

  @Test("has the same steps for the same seed")
  func steps() {
    let steps = Simulation.steps(seed: 7, zones: 3, count: 50)
    #expect(steps == Simulation.steps(seed: 7, zones: 3, count: 50))
    #expect(steps != Simulation.steps(seed: 8, zones: 3, count: 50))
    #expect(steps.count == 50)
    #expect(steps.last?.step == .heal)
  }

  @Test("finds a row that outlives what it stands for")
  func brokenInvariant() throws {
    let simulation = try Simulation(seed: 1, zones: 2)
    let server = try #require(simulation.lab.interconnect?.southbound)
    try server.transact(.insert(table: "Availability_Zone", row: ["name": "nobody"]))
    let broken = #expect(throws: BrokenInvariant.self) { try simulation.heal() }
    #expect(broken?.findings == ["ic-sb: zone nobody"])
  }
}
