import Testbed

extension Mesh {
  /// Joins a router of each zone over a transit switch, exchanging routes, and waits until all is in place.
  func joinRouters() async throws {
    try await icnbctl("ts-add", "ts1")
    for (index, zone) in zones.enumerated() {
      let (router, number) = ("lr\(index + 1)", index + 1)
      try await waitUntil("\(zone.name) has ts1") {
        try await zone.northbound.rows("Logical_Switch").contains { $0["name"].text == "ts1" }
      }
      try await zone.nbctl(
        "set", "NB_Global", ".", "options:ic-route-adv=true", "options:ic-route-learn=true", "--",
        "lr-add", router, "--",
        "lrp-add", router, "\(router)-ts1", "aa:aa:aa:aa:aa:0\(number)",
        "169.254.100.\(number)/24", "--",
        "lsp-add", "ts1", "ts1-\(router)", "--", "lsp-set-type", "ts1-\(router)", "router", "--",
        "lsp-set-addresses", "ts1-\(router)", "router", "--",
        "lsp-set-options", "ts1-\(router)", "router-port=\(router)-ts1")
    }
    try await waitUntil("both ports are published with address and router") {
      try await interconnectSouthbound.rows("Port_Binding").filter {
        !$0["address"].isEmpty && $0["external_ids"]["router-id"] != nil
      }.count == zones.count
    }
    try await settle()
  }

  /// Waits until nothing is written and no daemon computes any more, for half a second.
  ///
  /// The C daemon may compute for minutes after its last write. Returns when the last activity was seen, or nil
  /// if it goes on after `deadline`.
  @discardableResult
  func quieten(within deadline: Duration) async throws -> ContinuousClock.Instant? {
    let clock = ContinuousClock()
    let start = clock.now
    var (lengths, times, active) = (journalLengths, try await cpuTimes(), start)
    while clock.now - start < deadline {
      try await clock.sleep(for: .milliseconds(100))
      let (newLengths, newTimes) = (journalLengths, try await cpuTimes())
      // One tick of the clock is not yet work.
      let isBusy = newTimes.contains { $0.value - (times[$0.key] ?? .zero) > .milliseconds(10) }
      if newLengths != lengths || isBusy {
        (lengths, times, active) = (newLengths, newTimes, clock.now)
      }
      if clock.now - active >= .milliseconds(500) { return active }
    }
    return nil
  }
}

/// What the processes have used so far.
struct ResourceUse {
  var advertiser: Duration
  var learner: Duration
  /// IC-Southbound and both Northbound servers.
  var servers: Duration
  /// The lengths of the journals of IC-Southbound and the learner's Northbound, in bytes.
  var journals: Int

  static func - (later: ResourceUse, earlier: ResourceUse) -> ResourceUse {
    ResourceUse(
      advertiser: later.advertiser - earlier.advertiser, learner: later.learner - earlier.learner,
      servers: later.servers - earlier.servers, journals: later.journals - earlier.journals)
  }
}

extension ResourceUse {
  init(of mesh: Mesh) async {
    let (advertiser, learner) = (mesh.zones[0], mesh.zones[1])
    self.advertiser = await advertiser.daemon.program.cpuTime
    self.learner = await learner.daemon.program.cpuTime
    servers = .zero
    for server in [mesh.interconnectSouthbound, advertiser.northbound, learner.northbound] {
      servers += await server.program.cpuTime
    }
    journals = mesh.interconnectSouthbound.journalLength + learner.northbound.journalLength
  }
}
