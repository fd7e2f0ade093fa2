/// The options that each program has, grouped as the help text groups them.
enum OptionTable {
  static func options(of program: DaemonProgram) -> [CommandLineOption] {
    program.databases.map(database) + program.options.map(own) + general
      + (program.processingGraph.nodes.isEmpty ? [] : [graph]) + process + logging(program) + tls
  }

  private static func database(_ option: DatabaseOption) -> CommandLineOption {
    let remote = option.remote
    return CommandLineOption(
      option.name, option.letter, .required, .set { $0.remotes[keyPath: remote] = $1 ?? "" })
  }

  private static func own(_ option: ProgramOption) -> CommandLineOption {
    let name = option.name
    guard !option.isRefused else {
      return CommandLineOption(
        name, nil, .optional,
        .set { (_, _) throws(CommandLineError) in
          throw CommandLineError("option '--\(name)' is not supported: \(option.help)")
        })
    }
    return CommandLineOption(
      name, nil, option.argument == nil ? .none : .required,
      .set {
        $0.programOptions[name] = $1 ?? ""
        $0.programOptionValues[name, default: []].append($1 ?? "")
      })
  }

  private static let general: [CommandLineOption] = [
    CommandLineOption("unixctl", "u", .required, .set { $0.setControlSocket($1 ?? "") }),
    CommandLineOption("help", "h", .none, .show { parser, _ in parser.help }),
    CommandLineOption("options", "o", .none, .show { parser, _ in parser.optionList }),
    CommandLineOption("version", "V", .none, .show { parser, _ in parser.program.version + "\n" }),
  ]

  private static let graph = CommandLineOption(
    "dump-inc-proc-graph", nil, .optional,
    .show { parser, node in parser.program.processingGraph.dot(leadingTo: node) })

  private static let process: [CommandLineOption] = [
    CommandLineOption(
      "detach", nil, .none, .set { settings, _ in settings.process.detaches = true }),
    CommandLineOption("no-self-confinement", nil, .none, .set { _, _ in }),
    CommandLineOption(
      "no-chdir", nil, .none, .set { settings, _ in settings.process.changesDirectory = false }),
    CommandLineOption("pidfile", nil, .optional, .set { $0.process.pidfile = $1 ?? "" }),
    CommandLineOption(
      "overwrite-pidfile", nil, .none,
      .set { settings, _ in settings.process.overwritesPidfile = true }),
    CommandLineOption(
      "monitor", nil, .none, .set { settings, _ in settings.process.isMonitored = true }),
    CommandLineOption("user", nil, .required, .set { $0.process.user = $1 }),
  ]

  private static func logging(_ program: DaemonProgram) -> [CommandLineOption] {
    let modules = LogModules.known.union([program.logModule])
    let file = "\(program.name).log"
    return [
      CommandLineOption(
        "verbose", "v", .optional,
        .set { (settings, text) throws(CommandLineError) in
          try settings.log.addSpecification(text, modules)
        }),
      CommandLineOption(
        "log-file", nil, .optional,
        .set { $0.log.setFile($1, default: $0.directories.log.appending(path: file)) }),
      CommandLineOption(
        "syslog-method", nil, .required,
        .set { (settings, text) throws(CommandLineError) in
          try settings.log.setSyslogMethod(text ?? "")
        }),
      CommandLineOption("syslog-target", nil, .required, .set { $0.log.syslogTarget = $1 }),
    ]
  }

  private static let tls: [CommandLineOption] = [
    CommandLineOption("private-key", "p", .required, .set { $0.tls.privateKeyFile = $1 }),
    CommandLineOption("certificate", "c", .required, .set { $0.tls.certificateFile = $1 }),
    CommandLineOption("ca-cert", "C", .required, .set { $0.tls.authorityFile = $1 }),
    CommandLineOption("ssl-protocols", nil, .required, .set { $0.tls.protocols = $1 }),
    CommandLineOption("ssl-ciphers", nil, .required, .set { $0.tls.ciphers = $1 }),
    CommandLineOption("ssl-ciphersuites", nil, .required, .set { $0.tls.ciphersuites = $1 }),
    CommandLineOption("ssl-server-name", nil, .required, .set { $0.tls.serverName = $1 }),
    CommandLineOption(
      "bootstrap-ca-cert", nil, .required,
      .set {
        $0.tls.authorityFile = $1
        $0.tls.bootstrapsAuthority = true
      }),
  ]
}

extension DaemonSettings {
  fileprivate mutating func setControlSocket(_ path: String) {
    controlSocket = path == "none" ? .none : .path(directories.run.appending(path: path))
  }
}
