internal import Glibc
internal import Synchronization

/// The program's log: takes messages from any thread and writes each, by its module's levels, to
/// syslog, the console (standard error) and a file.
///
/// Works from the first line of `main` on, before and after fork(2); it knows no event loop.
public final class Log: Sendable {
  /// The log of this process.
  public static let shared = Log()

  private let state: Mutex<LogState>

  public init(program: String = "ovn-ic") { state = Mutex(LogState(program: program)) }

  /// Logs `message` where `module`'s levels let messages of `level` through.
  public func write(_ level: LogLevel, module: String, _ message: String) {
    state.withLock { $0.write(level, module: module, message) }
  }

  /// The least severe level at which any destination takes messages of `module`.
  public func threshold(of module: String) -> LogLevel {
    state.withLock { $0.threshold(of: module) }
  }

  /// Whether messages of `module` may be held back by a `RateLimit`.
  public func honoursRateLimits(of module: String) -> Bool {
    state.withLock { $0.module(module).honoursRateLimits }
  }

  /// Applies one `-v` option or one argument of `vlog/set`.
  public func apply(_ specification: LogSpecification) {
    state.withLock { $0.apply(specification) }
  }

  /// The program's name in patterns and for syslog(3).
  public func setProgram(_ name: String) { state.withLock { $0.program = name } }

  /// The process's part in patterns, such as `monitor`; empty for the main process.
  public func setSubprogram(_ name: String) { state.withLock { $0.subprogram = name } }

  /// Chooses how messages reach the syslog daemon.
  public func setSyslog(_ method: SyslogMethod) { state.withLock { $0.setSyslog(method) } }

  /// Sends syslog's messages to `target` too, in the form of RFC 5424.
  public func setSyslogTarget(_ target: SyslogTarget) {
    state.withLock { $0.setSyslogTarget(target) }
  }

  /// Writes to the file at `path` from now on, and says so in the log; or throws why it cannot.
  public func openFile(at path: String) throws(SystemError) {
    let result: Result<Void, SystemError> = state.withLock { state in
      Result { () throws(SystemError) in try state.openFile(at: path) }
    }
    try result.get()
  }

  /// Opens the log file anew if its name now stands for another file, as after rotation, or if it
  /// was closed.  Nothing happens when no file was ever named.
  public func reopenFile() throws(SystemError) {
    let result: Result<Void, SystemError> = state.withLock { state in
      Result { () throws(SystemError) in try state.reopenFile() }
    }
    try result.get()
  }

  /// Lets go of the terminal: the console is no destination any more, and what else is written to
  /// standard error goes to the log file, if there is one.
  public func leaveConsole() { state.withLock { $0.leaveConsole() } }

  /// Closes the log file until it is reopened.
  public func closeFile() { state.withLock { $0.closeFile() } }

  /// Gives the log file to the user whom the daemon becomes.
  public func changeFileOwner(user: UInt32, group: UInt32) throws(SystemError) {
    let result: Result<Void, SystemError> = state.withLock { state in
      Result { () throws(SystemError) in
        try state.file?.changeOwner(user: user, group: group)
      }
    }
    try result.get()
  }

  /// Turns rate limiting on or off for the named modules, or for all when none is named.
  public func setHonoursRateLimits(_ honours: Bool, modules: [String]) {
    state.withLock { $0.setHonoursRateLimits(honours, modules: modules) }
  }

  /// Adds a module to those whose levels can be set.
  public func register(_ module: String) { state.withLock { $0.register(module) } }

  /// Whether a module of that name may be set.
  public func hasModule(_ name: String) -> Bool {
    LogModules.inherited.contains(name) || state.withLock { $0.modules[name] != nil }
  }

  /// Whether a log file was ever named.
  public var hasFileName: Bool { state.withLock { $0.filePath != nil } }

  /// The text of `vlog/list`.
  public func levelTable() -> String { state.withLock { $0.levelTable() } }

  /// The text of `vlog/list-pattern`.
  public func patternTable() -> String { state.withLock { $0.patternTable() } }

  /// Logs `message` as an emergency, shows it on standard error as `PROGRAM: message` and ends the
  /// process with status 1.
  public func fatal(module: String, _ message: String) -> Never {
    state.withLock { state in
      state.write(.emergency, module: module, message, except: .console)
      writeAll("\(state.program): \(message)\n", to: STDERR_FILENO)
    }
    exit(1)
  }
}
