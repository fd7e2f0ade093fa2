internal import Daemon
internal import DatabaseCommands

/// One option that stands before the first command.
struct ToolOption: Sendable {
  /// What an option does.
  enum Effect: Sendable {
    /// Changes the settings; the argument is nil when there is none.
    case set(@Sendable (inout ToolSettings, String?) throws(CommandLineError) -> Void)
    /// Prints something and ends the program with success.
    case show(@Sendable (ToolCommandLine) -> String)
  }

  let form: LongOption
  let effect: Effect

  init(
    _ name: String, _ letter: Character? = nil, _ argument: LongOption.Argument, _ effect: Effect
  ) {
    form = LongOption(name, letter, argument)
    self.effect = effect
  }

  /// An option without argument.
  private static func flag(
    _ name: String, _ change: @escaping @Sendable (inout ToolSettings) -> Void
  ) -> ToolOption {
    ToolOption(name, nil, .none, .set { settings, _ in change(&settings) })
  }

  /// An option with an argument.
  private static func value(
    _ name: String, _ letter: Character? = nil,
    _ change: @escaping @Sendable (inout ToolSettings, String) throws(CommandLineError) -> Void
  ) -> ToolOption {
    ToolOption(
      name, letter, .required,
      .set { (settings, text) throws(CommandLineError) in try change(&settings, text ?? "") })
  }
}

extension ToolOption {
  /// The options that all commands of a program have, as `--options` lists them.
  static func all(of program: ToolProgram) -> [ToolOption] {
    [value("db") { $0.remote = $1 }, flag("no-syslog") { $0.isQuietInSyslog = true }]
      + (program.canWait ? waiting : []) + general + logging(program) + tls + format
  }

  private static let waiting = [
    flag("no-wait") { $0.waits = false },
    value("wait") { (settings, text) throws(CommandLineError) in
      guard text == "none" || text == "sb" else {
        throw CommandLineError("argument to --wait must be \"none\", \"sb\" ")
      }
      settings.waits = text == "sb"
    },
  ]

  private static let general = [
    flag("dry-run") { $0.isDryRun = true },
    flag("oneline") { $0.output.isOneLine = true },
    value("timeout", "t") { (settings, text) throws(CommandLineError) in
      guard let seconds = UInt32(text), seconds > 0 else {
        throw CommandLineError("value \(text) on -t or --timeout is invalid")
      }
      settings.timeout = seconds
    },
    ToolOption("help", "h", .none, .show { $0.help }),
    ToolOption("commands", nil, .none, .show { $0.program.commands.commandList }),
    ToolOption("options", nil, .none, .show { $0.optionList }),
    flag("leader-only") { $0.leaderOnly = true },
    flag("no-leader-only") { $0.leaderOnly = false },
    ToolOption("version", "V", .none, .show { $0.program.version }),
  ]

  private static func logging(_ program: ToolProgram) -> [ToolOption] {
    let modules = LogModules.known.union([program.commands.logModule, "db_ctl_base"])
    let file = "\(program.name).log"
    return [
      ToolOption(
        "verbose", "v", .optional,
        .set { (settings, text) throws(CommandLineError) in
          try settings.log.addSpecification(text, modules)
        }),
      ToolOption(
        "log-file", nil, .optional,
        .set { settings, path in
          let folder = RunDirectories(environment: environmentVariable).log
          settings.log.setFile(path, default: folder.appending(path: file))
        }),
      value("syslog-method") { (settings, text) throws(CommandLineError) in
        try settings.log.setSyslogMethod(text)
      },
      value("syslog-target") { $0.log.syslogTarget = $1 },
    ]
  }

  private static let tls = [
    value("private-key", "p") { $0.tls.privateKeyFile = $1 },
    value("certificate", "c") { $0.tls.certificateFile = $1 },
    value("ca-cert", "C") { $0.tls.authorityFile = $1 },
    value("ssl-protocols") { $0.tls.protocols = $1 },
    value("ssl-ciphers") { $0.tls.ciphers = $1 },
    value("ssl-ciphersuites") { $0.tls.ciphersuites = $1 },
    value("ssl-server-name") { $0.tls.serverName = $1 },
    value("bootstrap-ca-cert") {
      $0.tls.authorityFile = $1
      $0.tls.bootstrapsAuthority = true
    },
  ]

  private static let format = [
    value("format", "f") { (settings, text) throws(CommandLineError) in
      guard let format = TableStyle.Format(rawValue: text) else {
        throw CommandLineError("unknown output format \"\(text)\"")
      }
      settings.output.style.format = format
    },
    value("data", "d") { (settings, text) throws(CommandLineError) in
      guard let cells = TableStyle.Cells(rawValue: text) else {
        throw CommandLineError("unknown data format \"\(text)\"")
      }
      settings.output.style.cells = cells
    },
    flag("no-headings") { $0.output.style.hasHeadings = false },
    flag("pretty") { $0.output.style.isPretty = true },
    flag("bare") { $0.output.style.setBare() },
    value("max-column-width") {
      $0.output.style.columnWidthMaximum = Int($1).flatMap { $0 > 0 ? $0 : nil }
    },
  ]
}
