internal import Glibc

/// Reads a daemon's command line.
public struct CommandLineParser: Sendable {
  /// What a command line asks for.
  public enum Outcome: Equatable, Sendable {
    /// To run with these settings.
    case run(DaemonSettings)
    /// To print this on standard output and end with status 0.
    case show(String)
  }

  public let program: DaemonProgram
  let environment: @Sendable (String) -> String?
  let options: [CommandLineOption]

  /// - Parameter environment: the value of an environment variable, by default the process's.
  public init(
    program: DaemonProgram,
    environment: @escaping @Sendable (String) -> String? = environmentVariable
  ) {
    self.program = program
    self.environment = environment
    options = OptionTable.options(of: program)
  }

  /// Reads `arguments`, the first of which names the program in complaints.
  ///
  /// Options nobody knows are complained about on standard error and, unless the program refuses them,
  /// passed over, and so, silently, are positional arguments: the C daemon does both, and deployments
  /// depend on it.  Throws when an option's argument makes no sense.
  public func parse(_ arguments: [String]) throws(CommandLineError) -> Outcome {
    var settings = DaemonSettings(environment: environment)
    var shown: String?
    var isRefused = false
    let complained = { [program] in
      isRefused = program.refusesUnknownOptions
      return !isRefused
    }
    let positional = try GetoptLong.read(arguments, options.map(\.form), complained: complained) {
      (index, argument) throws(CommandLineError) in
      switch options[index].effect {
      case .set(let change):
        try change(&settings, argument)
        return true
      case .show(let text):
        shown = text(self, argument)
        return false
      }
    }
    if isRefused { throw CommandLineError("see --help for the options") }
    if let shown { return .show(shown) }
    settings.arguments = positional
    settings.resolve(program: program.name, environment: environment)
    return .run(settings)
  }
}

extension DaemonSettings {
  /// Fills in what depends on the program and on several options.
  fileprivate mutating func resolve(program: String, environment: (String) -> String?) {
    if let name = process.pidfile {
      process.pidfile = directories.run.appending(path: name.isEmpty ? "\(program).pid" : name)
    }
    if log.syslogMethod == nil, let text = environment("OVS_SYSLOG_METHOD") {
      log.syslogMethod = SyslogMethod(text)
    }
  }
}

/// The value of a variable of the process's environment.
public func environmentVariable(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

/// The path from the root, so that it outlives a change of the working directory.
public func absolutePath(_ path: String) -> String {
  guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
  defer { free(folder) }
  return String(cString: folder).appending(path: path)
}
