import Foundation

extension OVSDBServer {
  /// The length of the journal in bytes: each transaction that changes something makes it longer.
  public var journalLength: Int {
    (try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? 0
  }

  /// How many transactions the journal holds: those that changed something.
  public var transactionCount: Int {
    // Each record starts with a line of this form, the first of them holds the schema.
    let journal = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    return journal.split(separator: "\n").count { $0.hasPrefix("OVSDB JSON ") } - 1
  }
}

extension Mesh {
  /// All database servers of the mesh.
  public var servers: [OVSDBServer] {
    [interconnectNorthbound, interconnectSouthbound]
      + zones.flatMap { [$0.northbound, $0.southbound] }
  }

  /// All programs of the mesh.
  public var programs: [Program] {
    servers.map(\.program) + zones.flatMap { [$0.northd, $0.daemon.program] }
  }

  /// Waits until nobody has written to any database for as long as `window`.
  ///
  /// Throws ``TestbedError/timedOut(condition:after:place:)`` when somebody never stops.
  public func settle(
    window: Duration = .milliseconds(400), deadline: Duration = .seconds(20),
    fileID: String = #fileID, line: Int = #line
  ) async throws {
    let clock = ContinuousClock()
    var lengths = journalLengths
    var since = clock.now
    try await waitUntil(
      "nobody writes for \(window)", deadline: deadline, fileID: fileID, line: line
    ) {
      let present = journalLengths
      if present != lengths { (lengths, since) = (present, clock.now) }
      return clock.now - since >= window
    }
  }

  /// The lengths of all journals, by the servers' names.
  public var journalLengths: [String: Int] {
    Dictionary(uniqueKeysWithValues: servers.map { ($0.program.name, $0.journalLength) })
  }
}

extension Mesh {
  /// The CPU time of each zone's `ovn-ic`, by the program's name.
  public func cpuTimes() async throws -> [String: Duration] {
    var times: [String: Duration] = [:]
    for zone in zones { times[zone.daemon.program.name] = await zone.daemon.program.cpuTime }
    return times
  }
}
