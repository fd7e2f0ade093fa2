public import Daemon
public import DatabaseCommands
internal import OVSDB

/// A program that carries out commands on one database and ends.
public struct ToolProgram: Sendable {
  /// What it can do.
  public let commands: CommandProgram
  /// What it is, in a few words.
  public let summary: String
  /// How it is told where the database is, but for the option, which is `--db`.
  public let database: DatabaseOption
  /// What its help text says of its own commands.
  public let commandHelp: String

  public init(
    commands: CommandProgram, summary: String, database: DatabaseOption, commandHelp: String
  ) {
    self.commands = commands
    self.summary = summary
    self.database = database
    self.commandHelp = commandHelp
  }

  var name: String { commands.name }
  var canWait: Bool { commands.settings.counters != nil }

  /// What `--version` prints.
  var version: String {
    """
    \(name) \(DaemonProgram.release)
    Open vSwitch Library \(DaemonProgram.libraryRelease)
    DB Schema \(commands.schema.version)

    """
  }
}
