import Testbed

/// Measures a compiler as a process on one scene.
struct ProcessMeasurement {
  let side: Side
  let effort: Effort
  /// Our program.
  let isthmus: String

  /// The figures of a scene: everything at once, then one thing more and less.
  func measure(_ scene: any Scene) async throws -> [Figure] {
    try await withWorkspace { workspace in
      var zone = try await CompiledZone(side, scene, isthmus: isthmus, in: workspace)
      let memory = side == .ours ? MemoryMeasurement(scene, changes: effort.changes) : nil
      let (name, filled) = ("full compile", await zone.serversCPU)
      guard let time = try await zone.compile(within: effort.deadline) else {
        return [.exceeded(name, effort.deadline)]
      }
      try await zone.rest(within: effort.deadline)
      let watches = side == .c ? Stopwatches(controlSocket: zone.controlSocket) : nil
      let figures: [Figure] = [
        .time(name, time), .time("  its CPU", await zone.compiler.cpuTime),
        .time("  CPU of the servers", await zone.serversCPU - filled),
        .time("  compiler alone", await ours(memory?.compile, northd: watches?.longest)),
        .bytes("  peak memory", await zone.compiler.peakMemory),
        .rows("  logical flows", try await zone.countFlows()),
      ]
      let changes = try await measureChanges(scene, in: &zone)
      let alone = await ours(memory?.change, northd: watches?.recent)
      return figures + changes + [.time("  compiler alone for it", alone)]
    }
  }

  /// How many logical flows a scene has.
  func countFlows(_ scene: any Scene) async throws -> Int? {
    try await withWorkspace { workspace in
      let zone = try await CompiledZone(side, scene, isthmus: isthmus, in: workspace)
      guard try await zone.compile(within: effort.deadline) != nil else { return nil }
      return try await zone.countFlows()
    }
  }

  /// One thing is added and removed as often as asked for; less often if that takes more than a minute.
  private func measureChanges(
    _ scene: any Scene, in zone: inout CompiledZone
  ) async throws -> [Figure] {
    let (added, removed) = ("one \(scene.thing) more", "one \(scene.thing) less")
    var (additions, removals): ([Duration], [Duration]) = ([], [])
    let (begin, before) = (ContinuousClock.now, await use(of: zone))
    for number in scene.size..<scene.size + effort.changes {
      if additions.count >= 3, ContinuousClock.now - begin > .seconds(60) { break }
      guard
        let addition = try await zone.change(scene.adding(number), within: effort.deadline),
        let removal = try await zone.change(scene.removing(number), within: effort.deadline)
      else { return [.exceeded(added, effort.deadline)] }
      additions.append(addition)
      removals.append(removal)
    }
    try await zone.rest(within: effort.deadline)
    let after = await use(of: zone)
    let count = max(additions.count + removals.count, 1)
    return [
      .time(added, median(additions)), .time(removed, median(removals)),
      .time("  CPU of a change", (after.compiler - before.compiler) / count),
      .time("  CPU of the servers for it", (after.servers - before.servers) / count),
    ]
  }

  private func use(of zone: CompiledZone) async -> (compiler: Duration, servers: Duration) {
    (await zone.compiler.cpuTime, await zone.serversCPU)
  }

  private func ours(
    _ own: Duration?, northd: (() async -> Duration?)?
  ) async -> Duration? {
    if let own { own } else { await northd?() }
  }

  private func median(_ durations: [Duration]) -> Duration? {
    durations.isEmpty ? nil : durations.sorted()[durations.count / 2]
  }
}
