import Foundation

/// A running `ovn-ic`, ours or the C one.
public struct InterconnectDaemon: Sendable {
  /// The process.
  public let program: Program
  /// Its control socket.
  public let controlSocket: String
  /// Its log, everything from level info up.
  public let logFile: String

  /// Describes the daemon of a zone; ``start()`` starts it.
  ///
  /// `remotes` are what follows `--ovnnb-db=`, `--ovnsb-db=`, `--ic-nb-db=` and `--ic-sb-db=`.
  public init(
    _ program: InterconnectProgram, name: String, in workspace: Workspace,
    northbound: String, southbound: String,
    interconnectNorthbound: String, interconnectSouthbound: String, arguments: [String] = []
  ) {
    controlSocket = workspace.path("\(name).ctl")
    logFile = workspace.path("\(name).log")
    self.program = workspace.program(
      name, program.path,
      [
        "--ovnnb-db=\(northbound)", "--ovnsb-db=\(southbound)",
        "--ic-nb-db=\(interconnectNorthbound)", "--ic-sb-db=\(interconnectSouthbound)",
        "--unixctl=\(controlSocket)", "--log-file=\(logFile)", "-vconsole:off", "-vsyslog:off",
      ] + arguments)
  }

  /// Starts the daemon; returns when its control socket answers.
  public func start() async throws {
    unlink(controlSocket)
    try await program.start()
    try await waitUntil("\(program.name) answers on its control socket") {
      guard await program.isRunning else {
        throw TestbedError.notStarted(program: program.name, reason: program.output)
      }
      return accepts(unix: controlSocket)
    }
  }

  /// Ends it in an orderly way (SIGTERM).
  @discardableResult
  public func stop() async -> ExitStatus? { await program.stop() }

  /// Ends it without warning (SIGKILL).
  @discardableResult
  public func kill() async -> ExitStatus? { await program.kill() }

  /// Kills and starts it again.
  public func restart() async throws {
    await kill()
    try await start()
  }

  /// Runs `ovn-appctl -t` with a command for the daemon and returns what it prints.
  @discardableResult
  public func appctl(_ arguments: String...) async throws -> String {
    try await run("ovn-appctl", ["-t", controlSocket] + arguments)
  }

  /// The same, whatever the status.
  public func attemptAppctl(_ arguments: String...) async throws -> ToolResult {
    try await attempt("ovn-appctl", ["-t", controlSocket] + arguments)
  }

  /// The log so far.
  public var log: String { (try? String(contentsOfFile: logFile, encoding: .utf8)) ?? "" }
}
