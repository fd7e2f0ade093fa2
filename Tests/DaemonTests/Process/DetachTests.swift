import Glibc
import Testbed
import Testing

@Suite("A detached daemon", .timeLimit(.minutes(1)))
struct DetachTests {
  @Test("is in service when the command that started it returns")
  func readiness() async throws {
    try await withDaemonCase { daemon in
      let result = try await daemon.launch("--detach", "--pidfile", "--log-file")
      #expect(result.status == .exited(0))
      #expect(result.error == "")
      let pid = try #require(daemon.pid)
      #expect(daemon.files == ["ovn-ic.\(pid).ctl", "ovn-ic.log", "ovn-ic.pid"])
      #expect(daemon.text(of: daemon.pidfile) == "\(pid)\n")
      #expect(try await daemon.appctl("version").output.hasPrefix("ovn-ic 26."))
      #expect(getsid(pid) == pid || getsid(pid) != getsid(0), "it has left our session")
      #expect(readlink("/proc/\(pid)/cwd") == "/")
      for descriptor in 0...1 { #expect(readlink("/proc/\(pid)/fd/\(descriptor)") == "/dev/null") }
    }
  }

  @Test("keeps what its libraries write to standard error, in the log file, also after rotation")
  func standardError() async throws {
    try await withDaemonCase { daemon in
      let log = daemon.workspace.path("ovn-ic.log")
      #expect(try await daemon.launch("--detach", "--pidfile", "--log-file").status == .exited(0))
      let pid = try #require(daemon.pid)
      #expect(readlink("/proc/\(pid)/fd/2") == log)
      #expect(rename(log, log + ".1") == 0)
      #expect(try await daemon.appctl("vlog/reopen").status == .exited(0))
      #expect(readlink("/proc/\(pid)/fd/2") == log)
      #expect(try await daemon.appctl("vlog/close").status == .exited(0))
      #expect(readlink("/proc/\(pid)/fd/2") == "/dev/null")
    }
  }

  @Test("stays in its folder if told to")
  func noChdir() async throws {
    try await withDaemonCase { daemon in
      let result = try await daemon.launch("--detach", "--no-chdir", "--pidfile")
      #expect(result.status == .exited(0))
      let pid = try #require(daemon.pid)
      #expect(readlink("/proc/\(pid)/cwd") == readlink("/proc/self/cwd"))
    }
  }

  @Test(
    "fails in the foreground when it cannot start",
    arguments: [
      ("--unixctl=/nonexistent/a", "/nonexistent/a: could not initialize control socket"),
      ("--pidfile=/nonexistent/a", "/nonexistent/a.tmp: create failed (No such file or directory)"),
      ("--user=nosuch", "user nosuch not found, aborting."),
      ("--user=:nosuch", "group nosuch not found, aborting."),
      ("-vnosuch", "processing \"nosuch\": no destination, level, or module \"nosuch\""),
    ])
  func failure(argument: String, message: String) async throws {
    try await withDaemonCase { daemon in
      for extra in ["--detach", "--monitor", "--no-chdir"] {
        let result = try await daemon.launch(argument, extra)
        #expect(result.status == .exited(1))
        #expect(result.error.hasPrefix("ovn-ic: \(message)"))
      }
    }
  }

  @Test("leaves nothing behind when it cannot have its control socket")
  func noRemains() async throws {
    try await withDaemonCase { daemon in
      let result = try await daemon.launch("--detach", "--pidfile", "--unixctl=none/a")
      #expect(result.status == .exited(1))
      #expect(daemon.files == [])
    }
  }

  @Test("starts in spite of a syslog target that makes no sense, and logs that")
  func badSyslogTarget() async throws {
    try await withDaemonCase { daemon in
      let result = try await attempt(
        DaemonCase.path, ["-vsyslog:off", "--detach", "--pidfile", "--syslog-target=foo"],
        environment: daemon.environment)
      #expect(result.status == .exited(0))
      #expect(result.error.contains("|vlog|ERR|foo: syslog target is not IP:PORT\n"))
    }
  }

  @Test("runs without a control socket if told to")
  func noControlSocket() async throws {
    try await withDaemonCase { daemon in
      let result = try await daemon.launch("--detach", "--pidfile", "--unixctl=none")
      #expect(result.status == .exited(0))
      #expect(daemon.files == ["ovn-ic.pid"])
    }
  }

  @Test("becomes another user for good", .enabled(if: geteuid() == 0))
  func user() async throws {
    try await withDaemonCase { daemon in
      chmod(daemon.workspace.folder, 0o777)
      let result = try await daemon.launch(
        "--detach", "--pidfile", "--log-file", "--user=nobody:daemon")
      #expect(result.status == .exited(0))
      #expect(result.error == "")
      let pid = try #require(daemon.pid)
      let status = try #require(daemon.text(of: "/proc/\(pid)/status"))
      let nobody = try #require(getpwnam("nobody")?.pointee.pw_uid)
      let group = try #require(getgrnam("daemon")?.pointee.gr_gid)
      #expect(status.contains("\nUid:\t\(nobody)\t\(nobody)\t\(nobody)\t\(nobody)\n"))
      #expect(status.contains("\nGid:\t\(group)\t\(group)\t\(group)\t\(group)\n"))
      var file = stat()
      #expect(stat(daemon.workspace.path("ovn-ic.log"), &file) == 0)
      #expect(file.st_uid == nobody, "to be able to open it again")
    }
  }

  private func readlink(_ path: String) -> String {
    var bytes = [CChar](repeating: 0, count: 4096)
    let count = Glibc.readlink(path, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
