public import OVSDB

/// A program whose command line is commands on a database: `ovn-ic-nbctl(8)` and its like.
public struct CommandProgram: Sendable {
  /// The table of one row that the program sees to being there.
  public struct Settings: Sendable {
    public let table: String
    /// The columns that count what clients ask for, and what has been done: `--wait`.
    public let counters: (wanted: String, done: String)?

    public init(table: String, counters: (wanted: String, done: String)? = nil) {
      self.table = table
      self.counters = counters
    }
  }

  /// The name of the executable.
  public let name: String
  /// The module under which the program's own messages are logged.
  public let logModule: String
  /// The newest schema of the database; the server's may have fewer tables and columns.
  public let schema: DatabaseSchema
  public let settings: Settings
  /// The columns by whose values the rows of a table may be called, the first first.
  public let rowNames: [String: [String]]
  /// Those of the program, then those that every database has.
  public let commands: [CommandSyntax]

  public init(
    name: String, logModule: String, schema: DatabaseSchema, settings: Settings,
    rowNames: [String: [String]], commands: [CommandSyntax]
  ) {
    self.name = name
    self.logModule = logModule
    self.schema = schema
    self.settings = settings
    self.rowNames = rowNames
    self.commands = commands + CommandSyntax.generic
  }

  /// All options that commands have, in the order of the commands, each once.
  public var commandOptions: [CommandSyntax.Option] {
    var options: [CommandSyntax.Option] = []
    for option in commands.flatMap(\.options) where !options.contains(option) {
      options.append(option)
    }
    return options
  }
}
