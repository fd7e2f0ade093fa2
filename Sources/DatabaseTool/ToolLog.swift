internal import Client
internal import Daemon
internal import DatabaseCommands
internal import Glibc

/// A tool's log: what goes wrong is shown on the console, all else only where options say so.
struct ToolLog: Sendable {
  let program: ToolProgram

  init(_ program: ToolProgram) {
    self.program = program
    let log = Log.shared
    log.setProgram(program.name)
    for module in [program.commands.logModule, Self.commandModule] { log.register(module) }
    log.apply(.level(.warning, module: nil, destination: .console))
    log.apply(.level(.warning, module: "reconnect", destination: nil))
  }

  static let commandModule = "db_ctl_base"

  /// Ends the program if the log file cannot be opened, which the log says.
  func apply(_ settings: ToolSettings) {
    if settings.isQuietInSyslog {
      Log.shared.apply(
        .level(.warning, module: program.commands.logModule, destination: .syslog))
    }
    do throws(SystemError) { try Log.shared.apply(settings.log) } catch { exit(1) }
  }

  func write(_ level: LogLevel, module: String? = nil, _ message: String) {
    Log.shared.write(level, module: module ?? program.commands.logModule, message)
  }

  func write(_ line: ClientLog) {
    let level: LogLevel =
      switch line.level {
      case .debug: .debug
      case .info: .information
      case .warning: .warning
      case .error: .error
      }
    write(level, module: line.module.rawValue, line.message)
  }

  /// Says why the program cannot go on, and ends it with status 1.
  func fatal(_ message: String) -> Never {
    Log.shared.apply(.level(.off, module: Self.commandModule, destination: .console))
    write(.error, module: Self.commandModule, message)
    writeAll("\(program.name): \(message)\n", to: STDERR_FILENO)
    exit(1)
  }
}
