import Glibc
import Testbed
import Testing

@Suite("A monitor", .timeLimit(.minutes(1)))
struct MonitorTests {
  @Test("starts a daemon that crashed again, and ends with one that did not")
  func restart() async throws {
    try await withDaemonCase { daemon in
      let launched = try await daemon.launch("--detach", "--monitor", "--pidfile", "--log-file")
      #expect(launched.status == .exited(0))
      let first = try #require(daemon.pid)
      let monitor = try #require(parent(of: first, in: daemon))
      #expect(kill(first, SIGSEGV) == 0)
      try await waitUntil("another daemon serves") {
        guard let second = daemon.pid, second != first else { return false }
        return try await daemon.appctl("version").status == .exited(0)
      }
      let second = try #require(daemon.pid)
      #expect(parent(of: second, in: daemon) == monitor)
      kill(second, SIGTERM)
      try await waitUntil("monitor and daemon are gone") { !isAlive(monitor) && !isAlive(second) }
      let log = try #require(daemon.text(of: daemon.workspace.path("ovn-ic.log")))
      #expect(
        log.contains(
          "|daemon_unix(monitor)|ERR|1 crashes: pid \(first) died, killed (Segmentation fault)"))
      #expect(
        log.hasSuffix(
          "|daemon_unix(monitor)|INFO|pid \(second) died, killed (Terminated), exiting\n"))
    }
  }

  @Test("ends when the daemon is told to")
  func exit() async throws {
    try await withDaemonCase { daemon in
      #expect(
        try await daemon.launch("--detach", "--monitor", "--pidfile").status == .exited(0))
      let pid = try #require(daemon.pid)
      let monitor = try #require(parent(of: pid, in: daemon))
      #expect(try await daemon.appctl("exit").status == .exited(0))
      try await waitUntil("monitor and daemon are gone") { !isAlive(monitor) && !isAlive(pid) }
      #expect(daemon.files == [])
    }
  }

  private func parent(of pid: pid_t, in daemon: DaemonCase) -> pid_t? {
    daemon.text(of: "/proc/\(pid)/status")?.split(separator: "\n")
      .first { $0.hasPrefix("PPid:") }
      .flatMap { pid_t($0.dropFirst(6)) }
  }
}
