public import EventLoop
public import Logging

/// What a running daemon offers to the program inside.
@LoopActor
public final class DaemonContext {
  public let program: DaemonProgram
  public let settings: DaemonSettings
  /// Logs under the program's own module.
  public let log: Logger
  /// The commands of the control socket, to add to.
  public let unixctl: UnixctlRegistry
  /// Event counters, to add to.
  public let coverage: Coverage

  /// What `memory/show` reports: names and amounts.
  public var memoryReport: @LoopActor () -> [String: Int] = { [:] }

  /// With what status it ends when all is well with it, by default 0.
  public var exitStatus: Int32 = 0

  /// Whether the daemon is to end.
  public private(set) var isExiting = false
  private var waiters: [CheckedContinuation<Void, Never>] = []

  init(_ program: DaemonProgram, _ settings: DaemonSettings) {
    self.program = program
    self.settings = settings
    log = Logger(module: program.logModule)
    unixctl = UnixctlRegistry(program: program)
    coverage = Coverage()
    unixctl.registerLogCommands(log: .shared, program: program)
    unixctl.registerCoverageCommands(coverage)
    unixctl.register("exit") { [weak self] _ in
      self?.requestExit()
      return ""
    }
    unixctl.register("memory/show") { [weak self] _ in self?.memoryText ?? "" }
  }

  /// Asks the daemon to end with status 0, as the command `exit` does.
  public func requestExit() {
    isExiting = true
    for waiter in waiters { waiter.resume() }
    waiters = []
  }

  /// Returns when the daemon is to end.
  public func untilExit() async {
    guard !isExiting else { return }
    await withCheckedContinuation { waiters.append($0) }
  }

  private var memoryText: String {
    let report = memoryReport().sorted { $0.key < $1.key }
    return report.map { "\($0.key):\($0.value)" }.joined(separator: " ")
  }
}
