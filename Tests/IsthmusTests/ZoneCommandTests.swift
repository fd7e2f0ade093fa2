import Testbed
import Testing

@Suite("A command for isthmus zone", .timeLimit(.minutes(2)))
struct ZoneCommandTests {
  /// Runs `body` with the compiler of a zone that has a switch, and what sends it commands.
  private func withZone(
    _ arguments: [String] = [],
    _ body: (_ zone: Program, _ appctl: (String...) async throws -> ToolResult) async throws -> Void
  ) async throws {
    try await withWorkspace { workspace in
      let northbound = try await OVSDBServer(.northbound, name: "nb", in: workspace)
      let southbound = try await OVSDBServer(.southbound, name: "sb", in: workspace)
      let socket = workspace.path("zone.ctl")
      let zone = workspace.program(
        "zone", builtProgram("isthmus"),
        [
          "zone", "--ovnnb-db=\(northbound.remote)", "--ovnsb-db=\(southbound.remote)",
          "--unixctl=\(socket)", "-vsyslog:off",
        ] + arguments)
      try await zone.start()
      try await waitUntil("the zone's compiler works") {
        try await attempt("ovn-appctl", ["-t", socket, "status"]).output.hasPrefix("Status: ")
      }
      try await run(
        "ovn-nbctl",
        [
          "--db=\(northbound.remote)", "ls-add", "switch", "--", "set", "NB_Global", ".",
          "options:northd_trim_timeout=1000",
        ])
      try await body(zone) { (words: String...) in
        try await attempt("ovn-appctl", ["-t", socket] + words)
      }
    }
  }

  @Test("tells what the compiler has done, all of it or what is asked for")
  func statistics() async throws {
    try await withZone { _, appctl in
      try await waitUntil("flows are derived") {
        try await appctl("inc-engine/show-stats", "flows", "compute").output != "0\n"
      }
      let all = try await appctl("inc-engine/show-stats").output
      for node in ["flows", "rows", "northd"] {
        #expect(all.contains("Node: \(node)\n- recompute: "))
      }
      #expect(try await appctl("inc-engine/show-stats", "rows", "abort").output == "0\n")
      #expect(try await appctl("inc-engine/show-stats", "nobody").status != .exited(0))
      #expect(try await appctl("inc-engine/show-stats", "rows", "nothing").status != .exited(0))
    }
  }

  @Test("tells what the chassis can do")
  func features() async throws {
    try await withZone { _, appctl in
      let text = try await appctl("debug/chassis-features-list").output
      #expect(
        text == """
          ct_no_masked_label:    true
          ct_lb_related:         true
          mac_binding_timestamp: true

          """)
    }
  }

  @Test(
    "forgets how far the clusters of its databases have come, or is refused words",
    arguments: ["nb", "sb"])
  func clusterState(database: String) async throws {
    try await withZone { _, appctl in
      let reset = try await appctl("\(database)-cluster-state-reset")
      #expect(reset.status == .exited(0))
      let refused = try await appctl("\(database)-cluster-state-reset", "x")
      #expect(refused.status != .exited(0))
      let state = try await appctl("\(database)-connection-status")
      #expect(state.output == "connected\n")
    }
  }

  @Test("says from what time on the log tells of long work")
  func timeLimit() async throws {
    try await withZone { zone, appctl in
      #expect(try await appctl("inc-engine/compute-log-timeout", "soon").status != .exited(0))
      #expect(try await appctl("inc-engine/compute-log-timeout", "0").status == .exited(0))
      _ = try await appctl("inc-engine/recompute")
      try await waitUntil("the log tells of a turn") { zone.output.contains("compute took") }
    }
  }

  @Test("is not needed for memory to be given back when there is nothing to do")
  func trimming() async throws {
    try await withZone { zone, _ in
      try await waitUntil("the log says so") { zone.output.contains("trimming memory") }
    }
  }

  @Test("changes nothing about threads, of which there is one")
  func threads() async throws {
    try await withZone(["--n-threads=4"]) { zone, appctl in
      try await waitUntil("the log says so") { zone.output.contains("--n-threads has no effect") }
      #expect(try await appctl("parallel-build/set-n-threads", "2").status == .exited(0))
      #expect(try await appctl("parallel-build/set-n-threads", "0").status != .exited(0))
      #expect(try await appctl("parallel-build/get-n-threads").output == "1\n")
    }
  }
}
