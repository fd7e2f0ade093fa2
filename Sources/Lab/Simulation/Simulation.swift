internal import JSON
internal import OVSDB
internal import Seeded

/// A run of zones through faults, operators' changes and other writers, all of which a seed decides.
///
/// At each healing, and so at the end, what must hold is checked: see ``Invariant``.
public final class Simulation {
  /// What decides everything that happens.
  public let seed: UInt64
  /// What was counted so far.
  public private(set) var statistics = SimulationStatistics()
  /// The lab.
  let lab: Lab
  /// Whose schemas the shared databases have, and each zone's.
  let releases: Releases
  /// Whether a zone or a chassis was given another name since the last healing: of the old one may be
  /// left what nobody owns any more.
  var isTidyingDue = false
  /// Called with what happens, a line each.
  public var trace: ((String) -> Void)?

  /// What the mesh began as.
  let topology: Topology

  struct Releases {
    var interconnect = SchemaRelease.newest
    var zones: [String: SchemaRelease] = [:]
  }

  /// A mesh that is built and at rest, with nothing done to it yet.
  ///
  /// - Parameter sumsUp: whether ``digest`` is wanted.
  /// - Throws: ``LabError`` if it does not come to rest.
  public init(seed: UInt64, zones count: Int, sumsUp: Bool = false) throws(LabError) {
    self.seed = seed
    var generator = SeededGenerator(seed: seed ^ 0x5EED)
    let names = Self.zoneNames(count)
    topology = .mesh(names, routes: 2)
    lab = Lab(seed: seed, keepsFiles: true)
    if sumsUp { lab.network.digest = MessageDigest() }
    let delay = [0, 1, 20, 120].randomElement(using: &generator) ?? 0
    lab.network.delay = .zero ... .milliseconds(delay)
    var releases = Releases()
    if generator.isTrue(percent: 25) { releases.interconnect = .release2303 }
    for name in names where generator.isTrue(percent: 25) { releases.zones[name] = .release2303 }
    self.releases = releases
    try build(
      secondDaemons: names.filter { _ in generator.isTrue(percent: 30) },
      secondCompilers: names.filter { _ in generator.isTrue(percent: 30) })
  }

  /// The zones of a simulation, by number.
  public static func zoneNames(_ count: Int) -> [String] {
    let names = ["east", "west", "north", "south", "alps", "baltic", "coast", "delta"]
    return (0..<count).map { $0 < names.count ? names[$0] : "zone\($0 + 1)" }
  }

  /// The steps that the seed decides for that many zones.
  public static func steps(seed: UInt64, zones: Int, count: Int) -> [ScheduledStep] {
    var generator = StepGenerator(seed: seed, zones: zoneNames(zones))
    return generator.steps(count)
  }

  /// A sum over all messages so far, if it was asked for.
  public var digest: MessageDigest? { lab.network.digest }

  private func build(secondDaemons: [String], secondCompilers: [String]) throws(LabError) {
    let interconnect = try lab.addInterconnect(schemas: releases.interconnect)
    for name in topology.transitSwitches {
      try interconnect.northbound.transact(
        .insert(table: "Transit_Switch", row: ["name": .string(name)]))
    }
    for zone in topology.zones {
      let added = try lab.addZone(zone, schemas: releases.zones[zone.name] ?? .newest)
      if secondDaemons.contains(zone.name) { lab.addInterconnectDaemon(to: added, interconnect) }
      if secondCompilers.contains(zone.name) { lab.addCompiler(to: added) }
    }
    for server in lab.servers {
      server.ledger = Ledger(server.name, server.schema)
      if let database = server.database { server.ledger?.begin(with: database) }
    }
    try lab.rest("the zones")
    try lab.attach()
    try lab.rest("the joined zones")
  }

  /// Goes through steps, and in the end heals once more.
  ///
  /// - Throws: ``SimulationFailure`` at the first thing that does not hold.
  public func run(_ steps: [ScheduledStep]) throws(SimulationFailure) {
    for (number, scheduled) in steps.enumerated() {
      lab.run(for: .milliseconds(scheduled.pause))
      trace?("\(number + 1). \(lab.now) \(scheduled.step)")
      try run(scheduled.step, number: number + 1)
    }
    if steps.last?.step != .heal { try run(.heal, number: steps.count + 1) }
    statistics.finish(lab)
  }

  private func run(_ step: SimulationStep, number: Int) throws(SimulationFailure) {
    statistics.count(step)
    if step == .heal {
      do throws(BrokenInvariant) { try heal() } catch {
        statistics.finish(lab)
        throw SimulationFailure(seed: seed, stepCount: number, cause: error)
      }
      return
    }
    do throws(LabError) { try perform(step) } catch {
      // As an operator sees it whose server is down or refuses what he asks for.
      statistics.refusals += 1
      trace?("  refused: \(error)")
    }
  }
}
