extension CommandLineParser {
  /// What `--options` prints: every option in its long and its short form.
  var optionList: String {
    var text = ""
    for option in options {
      switch option.argument {
      case .none: text += "--\(option.name)\n"
      case .required: text += "--\(option.name)=ARG\n"
      case .optional: text += "--\(option.name)=[ARG]\n"
      }
      guard let letter = option.letter else { continue }
      switch option.argument {
      case .none: text += "-\(letter)\n"
      case .required: text += "-\(letter) ARG\n"
      case .optional: text += "-\(letter) [ARG]\n"
      }
    }
    return text
  }

  /// What `--help` prints.
  var help: String {
    let defaults = DaemonSettings(environment: environment)
    return """
      \(program.name): \(program.summary)
      usage: \(program.name) [OPTIONS]\(program.positional)

      Options:
      \(databaseHelp(defaults))\(programHelp)\
        -u, --unixctl=SOCKET      take commands at SOCKET
                                  (default: \(defaults.directories.run)/\(program.name).PID.ctl)
        -h, --help                print this text
        -o, --options             print every option, one a line
        -V, --version             print the version
      \(graphHelp)
      Daemon options:
        --detach                  go to the background once ready
        --no-chdir                do not leave for '/' when detaching
        --monitor                 have another process start this one again if it crashes
        --user=USER[:GROUP]       become USER, of GROUP
        --pidfile[=FILE]          write the process ID to FILE
                                  (default: \(defaults.directories.run)/\(program.name).pid)
        --overwrite-pidfile       start even if the pidfile's process runs
        --no-self-confinement     no effect, accepted for compatibility

      \(HelpSections.logging(program.name, defaults.directories))
      \(HelpSections.connections(with: "peers"))
      \(program.notes)
      """
  }

  private func databaseHelp(_ defaults: DaemonSettings) -> String {
    program.databases.map { option in
      "  -\(option.letter), --\(option.name)=DATABASE".padded(to: 28)
        + "connect to the \(option.title) database at DATABASE\n"
        + String(repeating: " ", count: 28)
        + "(default: \(defaults.remotes[keyPath: option.remote]))\n"
    }.joined()
  }

  private var graphHelp: String {
    program.processingGraph.nodes.isEmpty
      ? "" : "  --dump-inc-proc-graph[=NODE]  print what is computed from what, for Graphviz\n"
  }

  private var programHelp: String {
    program.options.filter { !$0.isRefused }.map { option in
      let words = "  --\(option.name)\(option.argument.map { "=\($0)" } ?? "")"
      // Where there is no room beside it, the help goes below.
      let head =
        words.count < 28 ? words.padded(to: 28) : words + "\n" + String(repeating: " ", count: 28)
      return head + option.help + "\n"
    }.joined()
  }
}
