public import OVSDB

/// The commands of one command line, all of which make one transaction.
public struct Invocation: Sendable {
  public let program: CommandProgram
  public let commands: [Command]

  /// Reads commands with `--` between them.
  ///
  /// - Parameter options: those of the first command that stood before anything else.
  ///
  /// Throws if there is no command, one that the program does not have, or one that does not take such
  /// options or so many arguments.
  public init(
    _ program: CommandProgram, _ words: [String], options: [String: String?] = [:]
  ) throws(CommandError) {
    self.program = program
    var commands: [Command] = []
    var options = options
    for words in words.split(separator: "--", omittingEmptySubsequences: false) {
      guard !words.isEmpty else {
        guard options.isEmpty else { throw Self.missingCommand }
        continue
      }
      commands.append(try CommandParser(program, options).command(words))
      options = [:]
    }
    guard !commands.isEmpty else { throw Self.missingCommand }
    self.commands = commands
  }

  /// Whether any command might change the database.
  public var isWriting: Bool { commands.contains(where: \.syntax.isWriting) }

  /// Whether waiting is wanted even if nothing changes.
  public var forcesWait: Bool { commands.contains(where: \.syntax.forcesWait) }

  static let missingCommand = CommandError("missing command name (use --help for help)")

  /// Throws what the arguments of a command show to be wrong with a database of that schema.
  ///
  /// - Parameter isInteractive: whether a person reads the output.
  public func prepare(
    _ schema: DatabaseSchema, isInteractive: Bool = false,
    warn: @escaping (CommandWarning) -> Void = { _ in }
  ) throws(CommandError) {
    let catalog = TableCatalog(schema)
    for command in commands {
      try command.syntax.prepare(
        Preparation(command: command, catalog: catalog, isInteractive: isInteractive, warn: warn))
    }
  }
}

/// Reads one command, of which some options may have been read already.
private struct CommandParser {
  let program: CommandProgram
  var options: [String: String?]

  init(_ program: CommandProgram, _ options: [String: String?]) {
    self.program = program
    self.options = options
  }

  func command(_ words: ArraySlice<String>) throws(CommandError) -> Command {
    var parser = self
    let named = try parser.readOptions(words)
    guard let name = named.first else { throw Invocation.missingCommand }
    guard let syntax = program.commands.first(where: { $0.name == name }) else {
      throw CommandError("unknown command '\(name)'; use --help for help")
    }
    for (option, value) in parser.options.sorted(by: { $0.key < $1.key }) {
      try syntax.check(option, value)
    }
    let arguments = Array(named.dropFirst())
    try syntax.check(arguments)
    return Command(syntax: syntax, arguments: arguments, options: parser.options)
  }

  /// Takes the options in; returns the words behind them.
  private mutating func readOptions(
    _ words: ArraySlice<String>
  ) throws(CommandError) -> ArraySlice<String> {
    var words = words
    while let word = words.first, word.hasPrefix("-") {
      words = words.dropFirst()
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard options[name] == nil else {
        throw CommandError("'\(word)' option specified multiple times")
      }
      options.updateValue(parts.count > 1 ? String(parts[1]) : nil, forKey: name)
    }
    return words
  }
}

extension CommandSyntax {
  fileprivate func check(_ option: String, _ value: String?) throws(CommandError) {
    guard let known = options.first(where: { $0.name == option }) else {
      throw CommandError("'\(name)' command has no '\(option)' option")
    }
    switch (known.takesValue, value) {
    case (true, nil):
      throw CommandError("missing argument to '\(option)' option on '\(name)' command")
    case (false, _?):
      throw CommandError("'\(option)' option on '\(name)' does not accept an argument")
    default: break
    }
  }

  fileprivate func check(_ arguments: [String]) throws(CommandError) {
    guard arguments.count >= minimum else {
      throw CommandError("'\(name)' command requires at least \(minimum) arguments")
    }
    guard let maximum, arguments.count > maximum else { return }
    let note =
      arguments.contains { $0.hasPrefix("-") }
      ? " (note that options must precede command names and follow a \"--\" argument)" : ""
    throw CommandError("'\(name)' command takes at most \(maximum) arguments\(note)")
  }
}
