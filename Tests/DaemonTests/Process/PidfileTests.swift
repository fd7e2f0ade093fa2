import Glibc
import Testbed
import Testing

@Suite("A pidfile", .timeLimit(.minutes(1)))
struct PidfileTests {
  @Test(
    "keeps a second daemon from starting, detached or not", arguments: ["--detach", "--no-chdir"])
  func secondInstance(option: String) async throws {
    try await withDaemonCase { daemon in
      #expect(try await daemon.launch("--detach", "--pidfile").status == .exited(0))
      let pid = try #require(daemon.pid)
      let second = try await daemon.launch("--pidfile", option)
      #expect(second.status == .exited(1))
      #expect(
        second.error
          == "ovn-ic: \(daemon.pidfile): already running as pid \(pid), aborting\n")
      #expect(daemon.files == ["ovn-ic.\(pid).ctl", "ovn-ic.pid"], "and is not disturbed")
    }
  }

  @Test("is as good as the C daemon's to either of the two")
  func mutualExclusion() async throws {
    try await withDaemonCase { daemon in
      #expect(try await daemon.launch("--detach", "--pidfile").status == .exited(0))
      let holder = try #require(daemon.pid)
      let message = "\(daemon.pidfile): already running as pid \(holder)"
      let other = try await attempt(
        InterconnectProgram.reference.path, DaemonCase.quiet + ["--pidfile", "--detach"],
        environment: daemon.environment)
      #expect(other.status == .exited(1))
      #expect(other.error.contains(message))
      #expect(try await daemon.appctl("exit").status == .exited(0))
      try await waitUntil("the pidfile is gone") { daemon.pid == nil }

      let first = try await attempt(
        InterconnectProgram.reference.path, DaemonCase.quiet + ["--pidfile", "--detach"],
        environment: daemon.environment)
      #expect(first.status == .exited(0))
      let second = try await daemon.launch("--detach", "--pidfile")
      #expect(second.status == .exited(1))
      let reference = try #require(daemon.pid)
      #expect(second.error.contains("already running as pid \(reference)"))
    }
  }

  @Test("of a daemon that was killed gives way")
  func stale() async throws {
    try await withDaemonCase { daemon in
      #expect(try await daemon.launch("--detach", "--pidfile").status == .exited(0))
      let first = try #require(daemon.pid)
      kill(first, SIGKILL)
      try await waitUntil("the first daemon is gone") { !isAlive(first) }
      #expect(try await daemon.launch("--detach", "--pidfile").status == .exited(0))
      let second = try #require(daemon.pid)
      #expect(second != first)
    }
  }

  @Test("is replaced if told to, and then not removed by its former owner")
  func overwriting() async throws {
    try await withDaemonCase { daemon in
      #expect(try await daemon.launch("--detach", "--pidfile").status == .exited(0))
      let first = try #require(daemon.pid)
      defer { kill(first, SIGKILL) }
      let result = try await daemon.launch("--detach", "--pidfile", "--overwrite-pidfile")
      #expect(result.status == .exited(0))
      let second = try #require(daemon.pid)
      #expect(second != first)
      kill(first, SIGTERM)
      try await waitUntil("the first daemon is gone") { !isAlive(first) }
      #expect(daemon.pid == second)
    }
  }

  @Test("names one daemon when several start at once")
  func race() async throws {
    try await withDaemonCase { daemon in
      let winners = try await withThrowingTaskGroup(of: ToolResult.self) { group in
        for _ in 0..<6 {
          group.addTask { try await daemon.launch("--detach", "--pidfile") }
        }
        return try await group.reduce(into: [ToolResult]()) { $0.append($1) }
      }
      #expect(winners.count { $0.status == .exited(0) } == 1)
      for loser in winners where loser.status != .exited(0) {
        #expect(loser.error.contains("already running as pid"))
      }
      let pid = try #require(daemon.pid)
      #expect(daemon.files == ["ovn-ic.\(pid).ctl", "ovn-ic.pid"])
    }
  }
}
