import Testbed

/// Measures one program with `routes` routes between two zones.
func measure(
  _ program: InterconnectProgram, routes: Int, effort: Effort
) async throws -> Measurements {
  try await withWorkspace { workspace in
    let mesh = try await Mesh(in: workspace, running: [program, program])
    try await mesh.joinRouters()
    let (advertiser, learner) = (mesh.zones[0], mesh.zones[1])
    for zone in mesh.zones { try await zone.northdAppctl("pause") }
    let counter = try RowCounter(
      learner.northbound, table: "Logical_Router_Static_Route", column: "ip_prefix")
    defer { counter.stop() }
    var measurements = Measurements()
    let emptyMemory = await learner.daemon.program.residentMemory

    try await advertiser.northbound.commit(loading(routes))
    let start = ContinuousClock.now
    let before = await ResourceUse(of: mesh)
    guard let end = await counter.wait(for: routes, deadline: effort.deadline) else {
      measurements.bulk = .exceeded(effort.deadline)
      return measurements
    }
    measurements.bulk = .took(end - start)
    let rest = try await mesh.quieten(within: effort.deadline)
    measurements.rest = rest.map { .took($0 - start) } ?? .exceeded(effort.deadline)
    let use = await ResourceUse(of: mesh) - before
    measurements.bulkAdvertiserCPU = .took(use.advertiser)
    measurements.bulkLearnerCPU = .took(use.learner)
    measurements.bulkServersCPU = .took(use.servers)
    guard rest != nil else { return measurements }

    try await measureChanges(in: mesh, counter, routes, effort, &measurements)
    measurements.peakMemory = await learner.daemon.program.peakMemory
    measurements.memoryPerRoute = measurements.peakMemory.map { ($0 - emptyMemory) / routes }
    // What was given up must still end before the next measurement can begin.
    guard await counter.wait(for: routes, deadline: effort.deadline) != nil,
      try await mesh.quieten(within: effort.deadline) != nil
    else { return measurements }
    try await measureRestart(in: mesh, counter, routes, effort, &measurements)
    measurements.floor = try await measureFloor(in: mesh, effort)
    return measurements
  }
}

/// One route is added and deleted again, until there are enough samples: at least as many as asked for, and
/// as many as fit into three seconds.
private func measureChanges(
  in mesh: Mesh, _ counter: RowCounter, _ routes: Int, _ effort: Effort,
  _ measurements: inout Measurements
) async throws {
  let advertiser = mesh.zones[0]
  let begin = ContinuousClock.now
  let before = await ResourceUse(of: mesh)
  var (additions, withdrawals): ([Duration], [Duration]) = ([], [])
  while true {
    let spent = ContinuousClock.now - begin
    if additions.count >= effort.repetitions, spent > .seconds(3) || additions.count >= 200 {
      break
    }
    if !additions.isEmpty, spent > effort.deadline { break }
    let prefix = "11.0.0.0/24"
    guard
      let addition = try await time(
        counter, until: routes + 1, effort, advertiser.northbound, adding(prefix))
    else {
      measurements.addition = .exceeded(effort.deadline)
      return
    }
    additions.append(addition)
    let uuid =
      try await advertiser.northbound.rows(
        "Logical_Router_Static_Route", where: #"["ip_prefix","==","\#(prefix)"]"#
      ).first?.uuid ?? ""
    guard
      let withdrawal = try await time(
        counter, until: routes, effort, advertiser.northbound, deleting(uuid))
    else {
      measurements.withdrawal = .exceeded(effort.deadline)
      break
    }
    withdrawals.append(withdrawal)
  }
  measurements.addition = .took(median(additions))
  guard withdrawals.count == additions.count else { return }
  measurements.withdrawal = .took(median(withdrawals))
  // What follows the last arrival belongs to it.
  guard try await mesh.quieten(within: effort.deadline) != nil else { return }
  let changes = additions.count + withdrawals.count
  let use = await ResourceUse(of: mesh) - before
  measurements.changes = changes
  measurements.advertiserCPU = .took(use.advertiser / changes)
  measurements.learnerCPU = .took(use.learner / changes)
  measurements.serversCPU = .took(use.servers / changes)
  measurements.journalBytes = use.journals / changes
}

/// The learning daemon is killed, a route is added, the daemon starts: how long until it is there?
private func measureRestart(
  in mesh: Mesh, _ counter: RowCounter, _ routes: Int, _ effort: Effort,
  _ measurements: inout Measurements
) async throws {
  let (advertiser, learner) = (mesh.zones[0], mesh.zones[1])
  await learner.daemon.kill()
  try await advertiser.northbound.commit(adding("11.0.0.0/24"))
  // The advertiser's part is done before the clock starts.
  try await mesh.quieten(within: effort.deadline)
  let servers = [learner.northbound, learner.southbound, mesh.interconnectSouthbound]
  let before = servers.map(\.journalLength)
  let start = ContinuousClock.now
  try await learner.daemon.start()
  guard let end = await counter.wait(for: routes + 1, deadline: effort.deadline) else {
    measurements.restart = .exceeded(effort.deadline)
    return
  }
  measurements.restart = .took(end - start)
  measurements.restartCPU = .took(await learner.daemon.program.cpuTime)
  try await mesh.quieten(within: effort.deadline)
  let after = servers.map(\.journalLength)
  // Transactions of the restart, beyond the learned route's: counted in the tails of the journals.
  measurements.restartWrites =
    zip(servers, zip(before, after)).reduce(0) { count, entry in
      count + transactions(in: entry.0.file, from: entry.1.0)
    } - 1
}

/// What no daemon can be faster than: one route's transactions, sent by hand while no daemon runs.
private func measureFloor(in mesh: Mesh, _ effort: Effort) async throws -> Outcome {
  for zone in mesh.zones { await zone.daemon.kill() }
  let zone = try await mesh.interconnectSouthbound.rows("Availability_Zone").first?.uuid ?? ""
  var times: [Duration] = []
  for number in 0..<max(effort.repetitions, 20) {
    let prefix = "12.0.\(number).0/24"
    let start = ContinuousClock.now
    try await mesh.zones[0].northbound.commit(adding(prefix))
    try await mesh.interconnectSouthbound.commit(publishing(prefix, zone: zone))
    try await mesh.zones[1].northbound.commit(adding(prefix, to: "lr2"))
    times.append(.now - start)
  }
  return .took(median(times))
}

private func time(
  _ counter: RowCounter, until count: Int, _ effort: Effort, _ server: OVSDBServer,
  _ operations: [String]
) async throws -> Duration? {
  async let arrival = counter.wait(for: count, deadline: effort.deadline)
  let start = ContinuousClock.now
  try await server.commit(operations)
  return await arrival.map { $0 - start }
}

private func median(_ durations: [Duration]) -> Duration {
  durations.isEmpty ? .zero : durations.sorted()[durations.count / 2]
}
