import Foundation
import Logging
import Testbed
import Testing

@testable import Daemon

@Suite("The log")
struct LogTests {
  /// A log that writes the module, the level and the message to a file, and nothing elsewhere.
  private func log(to path: String) throws -> Log {
    let log = Log(program: "test")
    log.apply(.level(.off, module: nil, destination: .console))
    log.apply(.level(.off, module: nil, destination: .syslog))
    log.apply(.pattern("%N %c %p %m", destination: .file))
    try log.openFile(at: path)
    return log
  }

  private func lines(_ path: String) throws -> [String] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  @Test("lets through what its levels allow, and counts only that")
  func levels() async throws {
    try await withWorkspace { workspace in
      let path = workspace.path("log")
      let log = try log(to: path)
      log.write(.debug, module: "ovn_ic", "no")
      log.apply(.level(.debug, module: "ovn_ic", destination: .file))
      log.write(.debug, module: "ovn_ic", "yes")
      log.write(.debug, module: "jsonrpc", "no")
      log.apply(.level(.off, module: nil, destination: nil))
      log.write(.emergency, module: "ovn_ic", "no")
      #expect(
        try lines(path) == ["1 vlog INFO opened log file \(path)", "2 ovn_ic DBG yes"])
    }
  }

  @Test("gives modules that log for the first time the levels set for all")
  func newModule() async throws {
    try await withWorkspace { workspace in
      let path = workspace.path("log")
      let log = try log(to: path)
      log.apply(.level(.error, module: nil, destination: .file))
      let logger = Logger(module: "novel", log: log)
      logger.warning("no")
      logger.error("yes", metadata: ["row": "a", "column": "b"])
      #expect(try lines(path).last == "2 novel ERR yes (column=b, row=a)")
      #expect(log.levelTable().contains("\nnovel              OFF        OFF        ERR\n"))
    }
  }

  @Test("follows a level that changes while a logger exists")
  func changingLevel() async throws {
    try await withWorkspace { workspace in
      let path = workspace.path("log")
      let log = try log(to: path)
      let logger = Logger(module: "ovn_ic", log: log)
      #expect(logger.logLevel == .info)
      log.apply(.level(.debug, module: "ovn_ic", destination: .file))
      logger.debug("now")
      #expect(try lines(path).last == "2 ovn_ic DBG now")
    }
  }

  @Test("says how many messages a rate limit held back, unless limits are off")
  func rateLimit() async throws {
    try await withWorkspace { workspace in
      let path = workspace.path("log")
      let log = try log(to: path)
      let logger = Logger(module: "ovn_ic", log: log)
      var limit = RateLimit(perMinute: 60, burst: 1)
      for second in [0.0, 0.1, 0.2, 3.0] {
        logger.log(
          level: .warning, limitedBy: &limit, at: .seconds(second), log: log, "at \(second)")
      }
      #expect(
        try lines(path).dropFirst() == [
          "2 ovn_ic WARN at 0.0",
          "3 ovn_ic WARN Dropped 2 log messages in last 2 seconds (most recently, 2 seconds ago) "
            + "due to excessive rate",
          "4 ovn_ic WARN at 3.0",
        ])
      log.setHonoursRateLimits(false, modules: ["ovn_ic"])
      logger.log(level: .warning, limitedBy: &limit, at: .seconds(3), log: log, "again")
      #expect(try lines(path).last == "5 ovn_ic WARN again")
    }
  }

  @Test("goes on in a new file once the old one was renamed")
  func rotation() async throws {
    try await withWorkspace { workspace in
      let (path, old) = (workspace.path("log"), workspace.path("log.1"))
      let log = try log(to: path)
      try log.reopenFile()
      #expect(try lines(path).count == 1, "the file is still the one of that name")
      try FileManager.default.moveItem(atPath: path, toPath: old)
      log.write(.information, module: "ovn_ic", "late")
      try log.reopenFile()
      log.write(.information, module: "ovn_ic", "new")
      #expect(try lines(old).suffix(2) == ["2 ovn_ic INFO late", "3 vlog INFO closing log file"])
      #expect(
        try lines(path) == ["4 vlog INFO opened log file \(path)", "5 ovn_ic INFO new"])
    }
  }

  @Test("stays closed until it is reopened")
  func closing() async throws {
    try await withWorkspace { workspace in
      let path = workspace.path("log")
      let log = try log(to: path)
      log.closeFile()
      log.write(.error, module: "ovn_ic", "lost")
      try log.reopenFile()
      #expect(
        try lines(path).suffix(2) == [
          "2 vlog INFO closing log file", "3 vlog INFO opened log file \(path)",
        ])
    }
  }

  @Test("keeps the file it has when another cannot be opened")
  func unopenable() async throws {
    try await withWorkspace { workspace in
      let path = workspace.path("log")
      let log = try log(to: path)
      let error = #expect(throws: SystemError.self) {
        try log.openFile(at: workspace.path("none/log"))
      }
      #expect(error?.reason == "No such file or directory")
      #expect(
        try lines(path).last
          == "2 vlog WARN failed to open \(workspace.path("none/log")) for logging: "
          + "No such file or directory")
    }
  }
}
