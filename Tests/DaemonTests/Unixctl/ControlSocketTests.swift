import Glibc
import Testbed
import Testing

@Suite("The control socket", .timeLimit(.minutes(1)))
struct ControlSocketTests {
  /// Runs `body` against a daemon that serves.
  private func withDaemon(_ body: (DaemonCase) async throws -> Void) async throws {
    try await withDaemonCase { daemon in
      let result = try await daemon.launch("--detach", "--pidfile", "--log-file")
      #expect(result.status == .exited(0))
      try await body(daemon)
    }
  }

  @Test("answers the library's commands as the C library does")
  func replies() async throws {
    try await withDaemon { daemon in
      let patterns = """
                 prefix                            format
                 ------                            ------
        SYSLOG   <%B> %D{%h %e %T} %E %A:          ovs|%05N|%c%T|%p|%m
        CONSOLE  none                              %D{%Y-%m-%dT%H:%M:%SZ}|%05N|%c%T|%p|%m
        FILE     none                              %D{%Y-%m-%dT%H:%M:%S.###Z}|%05N|%c%T|%p|%m

        """
      #expect(try await daemon.appctl("vlog/list-pattern").output == patterns)
      #expect(try await daemon.appctl("memory/show").output == "")
      #expect(
        try await daemon.appctl("version").output
          == "ovn-ic 26.03.90\nOpen vSwitch Library 3.7.90\n")
      let list = try await daemon.appctl("list-commands").output
      #expect(list.hasPrefix("The available commands are:\n  coverage/read-counter   COUNTER\n"))
      #expect(list.contains("\n  vlog/set                {spec | PATTERN:destination:pattern}\n"))
    }
  }

  @Test("refuses what makes no sense, in words that scripts know")
  func refusals() async throws {
    let refusals: [([String], String)] = [
      (
        ["foo"],
        "\"foo\" is not a valid command (use \"list-commands\" to see a list of valid commands)"
      ),
      (["version", "1"], "\"version\" command takes at most 0 arguments"),
      (
        ["coverage/read-counter"], "\"coverage/read-counter\" command requires at least 1 arguments"
      ),
      (["coverage/read-counter", "nope"], "No such counter"),
      (["vlog/set", "foo"], "no destination, level, or module \"foo\""),
      (["vlog/set", "PATTERN:bad:%m"], "unknown destination \"bad\""),
      (["vlog/set", "FACILITY:x"], "invalid facility"),
      (["vlog/enable-rate-limit", "nope"], "unknown module"),
      (["vlog/disable-rate-limit", "jsonrpc", "nope"], "unknown module"),
    ]
    try await withDaemon { daemon in
      for (command, message) in refusals {
        let result = try await attempt(
          "ovn-appctl", ["-t", "ovn-ic"] + command, environment: daemon.environment)
        #expect(result.status == .exited(2))
        #expect(result.error.hasPrefix(message + "\n"), "\(command)")
      }
    }
  }

  @Test("sets levels, patterns and rate limits")
  func logSettings() async throws {
    try await withDaemon { daemon in
      for words in [
        ["jsonrpc:file:dbg"], ["PATTERN:file:%c %p %m"], ["FACILITY:local1"],
        ["vlog:err", "unixctl:emer"],
      ] {
        let result = try await attempt(
          "ovn-appctl", ["-t", "ovn-ic", "vlog/set"] + words, environment: daemon.environment)
        #expect(result.status == .exited(0))
        #expect(result.output == "")
      }
      #expect(try await daemon.appctl("vlog/disable-rate-limit", "ovn_ic").output == "")
      let levels = try await daemon.appctl("vlog/list").output
      #expect(levels.hasPrefix("                 console    syslog    file\n"))
      #expect(levels.contains("\njsonrpc            OFF        OFF        DBG\n"))
      #expect(levels.contains("\nunixctl           EMER       EMER       EMER\n"))
      #expect(
        levels.contains(
          "\novn_ic             OFF        OFF       INFO    (rate limiting disabled)\n"))
      #expect(try await daemon.appctl("vlog/list-pattern").output.contains("%c %p %m\n"))
      #expect(try await daemon.appctl("vlog/set").output == "")
      #expect(
        try await daemon.appctl("vlog/list").output.contains(
          "\nreconnect          DBG        DBG        DBG\n"))
    }
  }

  @Test("closes and reopens the log file")
  func logFile() async throws {
    try await withDaemon { daemon async throws -> Void in
      let log = daemon.workspace.path("ovn-ic.log")
      #expect(rename(log, log + ".1") == 0)
      #expect(try await daemon.appctl("vlog/reopen").output == "")
      #expect(daemon.text(of: log)?.contains("|vlog|INFO|opened log file \(log)\n") == true)
      #expect(try await daemon.appctl("vlog/close").output == "")
      #expect(daemon.text(of: log)?.contains("|vlog|INFO|closing log file\n") == true)
      #expect(try await daemon.appctl("vlog/reopen").output == "")
      let lines = daemon.text(of: log)?.split(separator: "\n") ?? []
      #expect(lines.count { $0.hasSuffix("|vlog|INFO|opened log file \(log)") } == 2)
    }
  }

  @Test("has a counter of turns that did not wait, which stands still when nothing happens")
  func coverage() async throws {
    try await withDaemon { daemon in
      func count() async throws -> Int? {
        let text = try await daemon.appctl("coverage/read-counter", "poll_zero_timeout").output
        return Int(text.dropLast())
      }
      let first = try #require(try await count())
      var last = first
      for _ in 0..<10 { last = try #require(try await count()) }
      #expect(last >= first)
      #expect(last - first < 100)
      let table = try await daemon.appctl("coverage/show").output
      #expect(
        table.hasPrefix("Event coverage, avg rate over last: 5 seconds, last minute, last hour"))
      #expect(table.contains("\npoll_zero_timeout "))
    }
  }

  @Test("serves many clients at once, and is not disturbed by those that send garbage")
  func manyClients() async throws {
    try await withDaemon { daemon in
      let pid = try #require(daemon.pid)
      let socket = daemon.workspace.path("ovn-ic.\(pid).ctl")
      let garbage: [String] = [
        "xx]", "[1]", "{\"id\":null,\"method\":\"version\",\"params\":[]}", "1",
      ]
      let idle = try RawClient(path: socket)
      defer { idle.close() }
      for text in garbage {
        let client = try RawClient(path: socket)
        defer { client.close() }
        client.send(text)
        client.finishSending()
        #expect(client.receiveAll() == "", "\(text)")
      }
      let statuses = try await withThrowingTaskGroup(of: ExitStatus.self) { group in
        for _ in 0..<8 { group.addTask { try await daemon.appctl("version").status } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses == Array(repeating: .exited(0), count: 8))
      idle.send("{\"id\":7,\"method\":\"vlog/close\",\"params\":[]}")
      idle.finishSending()
      #expect(idle.receiveAll() == "{\"error\":null,\"id\":7,\"result\":\"\"}")
    }
  }

  @Test("replies in JSON to clients that ask for it")
  func json() async throws {
    try await withDaemon { daemon in
      let pid = try #require(daemon.pid)
      let client = try RawClient(path: daemon.workspace.path("ovn-ic.\(pid).ctl"))
      defer { client.close() }
      client.send("{\"id\":1,\"method\":\"set-options\",\"params\":[\"--format\",\"xml\"]}")
      client.send("{\"id\":2,\"method\":\"set-options\",\"params\":[\"--format\",\"json\"]}")
      client.send("{\"id\":3,\"method\":\"coverage/read-counter\",\"params\":[\"nope\"]}")
      client.send("{\"id\":4,\"method\":\"vlog/close\",\"params\":[]}")
      client.finishSending()
      let empty = "{\"reply\":\"\",\"reply-format\":\"plain\"}"
      #expect(
        client.receiveAll()
          == "{\"error\":\"option format has invalid value xml\\n\",\"id\":1,\"result\":null}"
          + "{\"error\":null,\"id\":2,\"result\":\(empty)}"
          + "{\"error\":\"No such counter\\n\",\"id\":3,\"result\":null}"
          + "{\"error\":null,\"id\":4,\"result\":\(empty)}")
    }
  }

  @Test("answers requests in order, however they are cut")
  func pipelining() async throws {
    try await withDaemon { daemon in
      let pid = try #require(daemon.pid)
      let socket = daemon.workspace.path("ovn-ic.\(pid).ctl")
      let client = try RawClient(path: socket)
      defer { client.close() }
      let requests =
        "{\"id\":\"a\",\"method\":\"memory/show\",\"params\":[]}"
        + "{\"id\":1,\"method\":\"vlog/set\",\"params\":[1]} "
        + "{\"id\":2,\"method\":\"exit\",\"params\":[\"x\"]}"
      for character in requests { client.send(String(character)) }
      client.finishSending()
      #expect(
        client.receiveAll()
          == "{\"error\":null,\"id\":\"a\",\"result\":\"\"}"
          + "{\"error\":\"\\\"vlog/set\\\" command has non-string argument\\n\",\"id\":1,\"result\":null}"
          + "{\"error\":\"\\\"exit\\\" command takes at most 0 arguments\\n\",\"id\":2,\"result\":null}"
      )
    }
  }
}

/// A client that sends what it is told to.
private struct RawClient {
  private let descriptor: Int32

  init(path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    // A reply that never comes fails the test instead of hanging it.
    var limit = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let status = withUnsafeBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) {
        connect(descriptor, $0.baseAddress, socklen_t(bytes.count))
      }
    }
    guard status == 0 else {
      Glibc.close(descriptor)
      throw TestbedError.system(
        call: "connect", path: path, error: String(cString: strerror(errno)))
    }
  }

  func send(_ text: String) {
    let bytes = Array(text.utf8)
    Glibc.send(descriptor, bytes, bytes.count, Int32(truncatingIfNeeded: MSG_NOSIGNAL))
  }

  func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// What comes until the daemon closes the connection.
  func receiveAll() -> String? {
    var (all, bytes) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
    while true {
      let count = recv(descriptor, &bytes, bytes.count, 0)
      if count == 0 { return String(decoding: all, as: UTF8.self) }
      if count < 0 { return errno == ECONNRESET ? "" : nil }
      all += bytes.prefix(count)
    }
  }

  func close() { Glibc.close(descriptor) }
}
