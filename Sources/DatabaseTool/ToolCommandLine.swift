internal import Daemon
internal import DatabaseCommands

/// Reads a tool's command line up to the first command.
struct ToolCommandLine: Sendable {
  /// What a command line asks for.
  enum Outcome: Sendable {
    /// To carry out the commands with these settings.
    case run(ToolSettings)
    /// To print this on standard output and end with status 0.
    case show(String)
    /// To end with status 1; what is wrong has been said.
    case complained
  }

  let program: ToolProgram
  let environment: @Sendable (String) -> String?
  private let options: [ToolOption]
  private let commandOptions: [CommandSyntax.Option]

  init(
    _ program: ToolProgram,
    environment: @escaping @Sendable (String) -> String? = environmentVariable
  ) {
    self.program = program
    self.environment = environment
    options = ToolOption.all(of: program)
    commandOptions = program.commands.commandOptions
  }

  /// Reads `arguments`, the first of which names the program in complaints. Throws when an option's
  /// argument makes no sense.
  func parse(_ arguments: [String]) throws(CommandLineError) -> Outcome {
    var settings = ToolSettings(program, environment: environment)
    var shown: String?
    var isComplaint = false
    func complain() -> Bool {
      isComplaint = true
      return false
    }
    func read(_ index: Int, _ argument: String?) throws(CommandLineError) -> Bool {
      guard index < options.count else {
        let option = commandOptions[index - options.count]
        settings.commandOptions.updateValue(argument, forKey: option.name)
        return true
      }
      switch options[index].effect {
      case .set(let change): try change(&settings, argument)
      case .show(let text): shown = text(self)
      }
      return shown == nil
    }
    let forms = options.map(\.form) + commandOptions.map(\.form)
    let words = try GetoptLong.read(arguments, forms, .first, complained: complain, read)
    if isComplaint { return .complained }
    if let shown { return .show(shown) }
    settings.arguments = words
    return .run(settings)
  }

  /// What `--options` prints: every option in its long and its short form.
  var optionList: String {
    options.map(\.form).map { option in
      let (long, short) = option.argument == .none ? ("", "") : ("=ARG", " ARG")
      return "--\(option.name)\(long)\n" + (option.letter.map { "-\($0)\(short)\n" } ?? "")
    }.joined()
  }
}

extension CommandSyntax.Option {
  fileprivate var form: LongOption {
    LongOption(String(name.dropFirst(2)), nil, takesValue ? .required : .none)
  }
}
