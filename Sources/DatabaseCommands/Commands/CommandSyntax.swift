/// A command: what it is called with, and what it does.
public struct CommandSyntax: Sendable {
  /// An option that stands before a command's name.
  public struct Option: Hashable, Sendable {
    /// With its dashes.
    public let name: String
    public let takesValue: Bool

    public static func flag(_ name: String) -> Option { Option(name: name, takesValue: false) }
    public static func value(_ name: String) -> Option { Option(name: name, takesValue: true) }
  }

  public let name: String
  /// The arguments as a user is shown them: `TABLE [RECORD]...`
  public let arguments: String
  /// The fewest arguments.
  public let minimum: Int
  /// The most arguments; `nil` is unlimited.
  public let maximum: Int?
  public let options: [Option]
  /// Whether it might change the database.
  public let isWriting: Bool
  /// Whether waiting is wanted even if nothing changes.
  public let forcesWait: Bool
  /// Looks at the arguments as far as the schema alone tells whether they make sense.
  let prepare: @Sendable (Preparation) throws(CommandError) -> Void
  /// Does the work.
  let run: @Sendable (inout CommandContext) throws(CommandError) -> Void

  public init(
    _ name: String, _ arguments: String = "", minimum: Int = 0, maximum: Int? = 0,
    options: [Option] = [], isWriting: Bool = false, forcesWait: Bool = false,
    prepare: @escaping @Sendable (Preparation) throws(CommandError) -> Void = { _ in },
    run: @escaping @Sendable (inout CommandContext) throws(CommandError) -> Void
  ) {
    self.name = name
    self.arguments = arguments
    self.minimum = minimum
    self.maximum = maximum
    self.options = options
    self.isWriting = isWriting
    self.forcesWait = forcesWait
    self.prepare = prepare
    self.run = run
  }
}

/// A command as a user gave it.
public struct Command: Sendable {
  public let syntax: CommandSyntax
  /// The arguments, without the command's name.
  public let arguments: [String]
  /// The options that were given, dashes included, with their values.
  public let options: [String: String?]

  /// Whether an option was given.
  public func has(_ option: String) -> Bool { options[option] != nil }

  /// The value of an option, `nil` if it was not given.
  public func value(of option: String) -> String? { options[option] ?? nil }
}

/// What a command is given to look at before there is a connection.
public struct Preparation {
  public let command: Command
  public let catalog: TableCatalog
  /// Whether a person reads the output.
  let isInteractive: Bool
  let warn: (CommandWarning) -> Void

  var arguments: [String] { command.arguments }
}
