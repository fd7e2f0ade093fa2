import Foundation
import JSON
import Testbed
import Testing

/// What holds of the real server and of ours.
@Suite("A remote in a row", .timeLimit(.minutes(2)))
struct RemoteRowTests {
  private static let kinds: [ServedDatabase.Kind] = [.reference, .ours]

  @Test("that is connected to tells its state, times and locks", arguments: kinds)
  func activeStatus(kind: ServedDatabase.Kind) async throws {
    try await withRemote(kind) { server, listener, target in
      try await expect(server, target, isConnected: false, ["state": "BACKOFF"])
      listener.listen()
      let client = try listener.accept()
      _ = try client.call("lock", ["held"])
      _ = try client.call("steal", ["lost"])
      let other = try RawClient(server.socket)
      _ = try other.call("steal", ["lost"])
      _ = try other.call("lock", ["waiting"])
      #expect(try client.receive()["method"] == "stolen")
      _ = try client.call("lock", ["waiting"])
      try await expect(
        server, target, isConnected: true,
        [
          "state": "ACTIVE", "locks_held": "held", "locks_lost": "lost",
          "locks_waiting": "waiting", "sec_since_connect": "…",
        ])
    }
  }

  @Test("that is connected to tells since when it is not", arguments: kinds)
  func disconnected(kind: ServedDatabase.Kind) async throws {
    try await withRemote(kind) { server, listener, target in
      listener.listen()
      do {
        let client = try listener.accept()
        try await expect(
          server, target, isConnected: true, ["state": "ACTIVE", "sec_since_connect": "…"])
        _ = try client.call("echo", [])
      }
      try await waitUntil("the row tells of the end") {
        try await status(server, target).status["sec_since_disconnect"] != nil
      }
    }
  }

  @Test("that is listened at tells its port and how many are there", arguments: kinds)
  func passiveStatus(kind: ServedDatabase.Kind) async throws {
    try await withRemote(kind) { server, _, _ in
      let target = "ptcp:0:127.0.0.1"
      try await run("ovn-nbctl", nbctl(server) + ["set-connection", target])
      let port = try await boundPort(server, target)
      try await expect(server, target, isConnected: false, Self.passive)
      let first = try RawClient(port: port)
      _ = try first.call("echo", [])
      try await expect(server, target, isConnected: true, Self.passive)
      let second = try RawClient(port: port)
      _ = try second.call("echo", [])
      try await expect(
        server, target, isConnected: true, Self.passive.merging(["n_connections": "2"]) { $1 })
      withExtendedLifetime((first, second)) {}
    }
  }

  private static let passive = [
    "bound_port": "…", "sec_since_connect": "…", "sec_since_disconnect": "…",
  ]

  @Test("pauses no longer than max_backoff says", arguments: kinds)
  func backoff(kind: ServedDatabase.Kind) async throws {
    try await withRemote(kind) { server, listener, target in
      try await run("ovn-nbctl", nbctl(server) + ["set", "Connection", ".", "max_backoff=1000"])
      listener.listen()
      _ = try listener.accept()
      let clock = ContinuousClock()
      let start = clock.now
      // Each is closed at once; with the pauses of 1, 2, 4 and 8 s that there would be else, the last
      // would come after 15 s.
      for _ in 0..<4 { _ = try listener.accept() }
      #expect(clock.now - start < .seconds(10))
      withExtendedLifetime(target) {}
    }
  }

  @Test("probes as often as inactivity_probe says, also after that has changed", arguments: kinds)
  func probes(kind: ServedDatabase.Kind) async throws {
    try await withRemote(kind) { server, _, _ in
      let target = "ptcp:0:127.0.0.1"
      try await run("ovn-nbctl", nbctl(server) + ["set-connection", target])
      let client = try RawClient(port: try await boundPort(server, target))
      _ = try client.call("echo", [])
      try await run(
        "ovn-nbctl", nbctl(server) + ["set", "Connection", ".", "inactivity_probe=1000"])
      let clock = ContinuousClock()
      let start = clock.now
      let probe = try client.receive()
      #expect(probe["method"] == "echo" && clock.now - start < .seconds(4))
      // Unanswered, it is followed by the end.
      #expect(throws: RawClient.Failure.self) { try client.receive() }
      #expect(clock.now - start < .seconds(8))
    }
  }

  private func withRemote(
    _ kind: ServedDatabase.Kind,
    _ body: (ServedDatabase, RawListener, _ target: String) async throws -> Void
  ) async throws {
    try await withServer(
      kind, schemaFile: InstalledSchema.northbound,
      options: ["--remote=db:OVN_Northbound,NB_Global,connections"]
    ) { server in
      let listener = try RawListener()
      let target = "tcp:127.0.0.1:\(listener.port)"
      try await run("ovn-nbctl", nbctl(server) + ["init", "--", "set-connection", target])
      try await body(server, listener, target)
    }
  }

  private func nbctl(_ server: ServedDatabase) -> [String] {
    ["--timeout=10", "--db=\(server.remote)"]
  }

  private func boundPort(_ server: ServedDatabase, _ target: String) async throws -> UInt16 {
    var port: UInt16?
    try await waitUntil("the port is told") {
      port = try await status(server, target).status["bound_port"].flatMap { UInt16($0) }
      return port != nil
    }
    return try #require(port)
  }

  /// Waits for a status, of which what is a matter of the moment is `…`, and the last error, which
  /// the real server seldom has, is left out.
  private func expect(
    _ server: ServedDatabase, _ target: String, isConnected: Bool, _ expected: [String: String]
  ) async throws {
    var found: (isConnected: Bool, status: [String: String]) = (false, [:])
    try await waitUntil("the row is as it ought to be: \(expected)", deadline: .seconds(15)) {
      found = try await status(server, target)
      found.status["last_error"] = nil
      for key in found.status.keys where key.hasPrefix("sec_") || key == "bound_port" {
        found.status[key] = "…"
      }
      return found.isConnected == isConnected && found.status == expected
    }
  }

  private func status(
    _ server: ServedDatabase, _ target: String
  ) async throws -> (isConnected: Bool, status: [String: String]) {
    let select: JSON = [
      "OVN_Northbound",
      [
        "op": "select", "table": "Connection", "where": [["target", "==", .string(target)]],
        "columns": ["is_connected", "status"],
      ],
    ]
    let reply = try RawClient(server.socket).call("transact", select).reply
    let row = try #require(reply["result"]?[0]?["rows"]?[0])
    var status: [String: String] = [:]
    for pair in row["status"]?[1]?.arrayValue ?? [] {
      status[pair[0]?.stringValue ?? ""] = pair[1]?.stringValue
    }
    return (row["is_connected"] == true, status)
  }
}
