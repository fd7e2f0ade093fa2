import Glibc
import Testbed
import Testing

@Suite("A signal", .timeLimit(.minutes(1)))
struct SignalTests {
  /// A daemon in the foreground, so that its end can be seen, ready for signals.
  private func start(in daemon: DaemonCase, _ arguments: String...) async throws -> Program {
    let program = daemon.workspace.program(
      "daemon", DaemonCase.path,
      ["-vsyslog:off", "--unixctl=ctl", "--pidfile", "--log-file"] + arguments)
    try await program.start()
    try await waitUntil("the daemon serves") {
      try await appctl("version", in: daemon).status == .exited(0)
    }
    return program
  }

  private func appctl(_ command: String, in daemon: DaemonCase) async throws -> ToolResult {
    try await attempt("ovn-appctl", ["-t", daemon.workspace.path("ctl"), command])
  }

  @Test(
    "that ends a daemon lets it tidy up first, then kills it",
    arguments: [
      (SIGTERM, "terminating with signal 15 (Terminated)"),
      (SIGINT, "terminating with signal 2 (Interrupt)"),
      (SIGALRM, "terminating with signal 14 (Alarm clock)"),
    ])
  func ending(signal: Int32, message: String) async throws {
    try await withDaemonCase { daemon in
      let program = try await start(in: daemon)
      await program.signal(signal)
      #expect(await program.end() == .signaled(signal))
      #expect(daemon.files == ["daemon.out", "ovn-ic.log"])
      let log = try #require(daemon.text(of: daemon.workspace.path("ovn-ic.log")))
      #expect(log.hasSuffix("|fatal_signal|WARN|\(message)\n"))
    }
  }

  @Test("of a terminal that hangs up opens the log file anew")
  func hangUp() async throws {
    try await withDaemonCase { daemon in
      let program = try await start(in: daemon)
      let log = daemon.workspace.path("ovn-ic.log")
      #expect(rename(log, log + ".1") == 0)
      await program.signal(SIGHUP)
      try await waitUntil("there is a new log file") {
        daemon.text(of: log)?.contains("|vlog|INFO|opened log file \(log)\n") == true
      }
      #expect(await program.isRunning)
      #expect(await program.stop() == .signaled(SIGTERM))
    }
  }

  @Test("is not needed to end: the command `exit` is answered, then the status is 0")
  func exit() async throws {
    try await withDaemonCase { daemon in
      let program = try await start(in: daemon)
      let answer = try await appctl("exit", in: daemon)
      #expect(answer.status == .exited(0))
      #expect(answer.output == "")
      #expect(await program.end() == .exited(0))
      #expect(daemon.files == ["daemon.out", "ovn-ic.log"])
    }
  }
}
