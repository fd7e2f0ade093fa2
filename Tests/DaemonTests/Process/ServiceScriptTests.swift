import Glibc
import Testbed
import Testing

@Suite(
  "The distribution's ovn-ctl", .timeLimit(.minutes(1)),
  .enabled(if: geteuid() == 0, "it starts daemons with a priority that only root may give"))
struct ServiceScriptTests {
  @Test("starts, queries, restarts and stops our daemon", arguments: [["--no-monitor"], []])
  func lifecycle(options: [String]) async throws {
    try await withDaemonCase { daemon in
      func control(_ command: String) async throws -> ToolResult {
        try await attempt(
          "/usr/share/ovn/scripts/ovn-ctl", options + [command], environment: environment(daemon))
      }
      let started = try await control("start_ic")
      #expect(started.status == .exited(0))
      let first = try #require(daemon.pid)
      #expect(started.output.contains("Starting ovn-ic"))
      #expect(daemon.files == ["ovn-ic.\(first).ctl", "ovn-ic.log", "ovn-ic.pid"])
      #expect(try await daemon.appctl("version").output.hasPrefix("ovn-ic 26."), "it is ours")

      #expect(try await control("status_ic").output == "ovn-ic is running with pid \(first)\n")
      #expect(try await control("start_ic").output.contains("already running"))
      #expect(daemon.pid == first)

      #expect(try await control("restart_ic").status == .exited(0))
      let second = try #require(daemon.pid)
      #expect(second != first)

      let stopped = try await control("stop_ic")
      #expect(stopped.status == .exited(0))
      #expect(stopped.output.contains("Exiting ovn-ic (\(second))"))
      try await waitUntil("the daemon is gone") { !isAlive(second) }
      #expect(daemon.files == ["ovn-ic.log"])
      #expect(try await control("status_ic").status == .exited(1))
    }
  }

  /// Our program comes first in the search path; nothing of the machine's own is touched.
  private func environment(_ daemon: DaemonCase) -> [String: String] {
    let folder = DaemonCase.path.split(separator: "/").dropLast().joined(separator: "/")
    return daemon.environment.merging([
      "PATH": "/\(folder):/usr/sbin:/usr/bin:/sbin:/bin"
    ]) { $1 }
  }
}
