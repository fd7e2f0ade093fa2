internal import Daemon
internal import DatabaseCommands

/// All that a tool is told by its command line and its environment.
struct ToolSettings: Sendable {
  /// The connection methods of the database.
  var remote: String
  /// Whether only the leader of a cluster will do.
  var leaderOnly = true
  /// After how many seconds to give up; `nil` is never.
  var timeout: UInt32?
  var isDryRun = false
  /// `--wait=sb`: whether to wait until the change has taken effect.
  var waits = false
  /// `--no-syslog`: whether syslog is to get warnings and worse only.
  var isQuietInSyslog = false
  var output = OutputText()
  var log = LogSettings()
  var tls = TLSSettings()
  /// The options of the first command, dashes included.
  var commandOptions: [String: String?] = [:]
  /// The commands.
  var arguments: [String] = []

  init(_ program: ToolProgram, environment: (String) -> String?) {
    remote = Self.defaultRemote(program, environment)
    timeout = environment("OVS_CTL_TIMEOUT").flatMap { UInt32($0) }.flatMap { $0 > 0 ? $0 : nil }
    if let text = environment("OVS_SYSLOG_METHOD") { log.syslogMethod = SyslogMethod(text) }
  }

  static func defaultRemote(_ program: ToolProgram, _ environment: (String) -> String?) -> String {
    let remotes = DatabaseRemotes(
      environment: environment, directories: RunDirectories(environment: environment))
    return remotes[keyPath: program.database.remote]
  }
}
