/// All that a daemon is told by its command line and its environment.
public struct DaemonSettings: Equatable, Sendable {
  /// The folders for run-time and log files.
  public var directories: RunDirectories
  /// Where the four databases are; a program uses those it has options for.
  public var remotes: DatabaseRemotes
  /// Where commands such as those of `ovn-appctl(8)` are taken.
  public var controlSocket = ControlSocket.automatic
  /// How the process settles in the system.
  public var process = ProcessSettings()
  /// What is logged where.
  public var log: LogSettings
  /// The files and choices for TLS connections.
  public var tls = TLSSettings()
  /// The program's own options that were given, with their arguments; `""` for one without.
  public var programOptions: [String: String] = [:]
  /// The same, each with all its arguments in their order.
  public var programOptionValues: [String: [String]] = [:]
  /// What of the command line is no option.
  public var arguments: [String] = []

  /// The settings of a command line without options.
  public init(environment: (String) -> String?) {
    directories = RunDirectories(environment: environment)
    remotes = DatabaseRemotes(environment: environment, directories: directories)
    log = LogSettings()
  }

  /// The path of the control socket of the process `pid`; nil when there is to be none.
  public func controlSocketPath(program: String, pid: Int32) -> String? {
    switch controlSocket {
    case .automatic: directories.run.appending(path: "\(program).\(pid).ctl")
    case .none: nil
    case .path(let path): path
    }
  }
}

/// Where a daemon listens for commands.
public enum ControlSocket: Equatable, Sendable {
  /// `PROGRAM.PID.ctl` in the run directory, where `ovn-appctl -t PROGRAM` finds it.
  case automatic
  /// Nowhere.
  case none
  /// A path of the operator's choice.
  case path(String)
}

/// How the process settles in the system; the manual of every OVN daemon describes the options.
public struct ProcessSettings: Equatable, Sendable {
  /// Whether to go to the background, and to tell the caller when ready by ending the first process.
  public var detaches = false
  /// Whether a detached process leaves the folder it was started in.
  public var changesDirectory = true
  /// Whether another process starts the daemon again when it crashes.
  public var isMonitored = false
  /// The path of the pidfile, if there is to be one.
  public var pidfile: String?
  /// Whether the pidfile of a running process is replaced.
  public var overwritesPidfile = false
  /// `USER[:GROUP]` whom the process becomes.
  public var user: String?

  public init() {}
}

/// What is logged where.
public struct LogSettings: Equatable, Sendable {
  /// The `-v` options in their order.
  public var specifications: [LogSpecification] = []
  /// The path of the log file, if there is to be one.
  public var file: String?
  /// How messages reach the syslog daemon; nil leaves the environment's or the default method.
  public var syslogMethod: SyslogMethod?
  /// A second receiver of syslog's messages, `IP:PORT` if it is to have an effect.
  public var syslogTarget: String?

  public init() {}
}

/// The options for TLS connections, as they were given.
public struct TLSSettings: Equatable, Sendable {
  public var privateKeyFile: String?
  public var certificateFile: String?
  /// The file of the authorities that certify peers; `none` trusts every peer.
  public var authorityFile: String?
  /// Whether an authority file that does not exist is written with what the first peer shows.
  public var bootstrapsAuthority = false
  public var protocols: String?
  /// For TLS 1.2.
  public var ciphers: String?
  /// For TLS 1.3.
  public var ciphersuites: String?
  /// The name sent to servers, and expected of them, in place of their host name.
  public var serverName: String?

  public init() {}
}
