public import Database
public import OVSDB

/// What a command runs in: its arguments, the transaction in the making, its output.
public struct CommandContext {
  /// What a command has to print.
  public enum Output: Hashable, Sendable {
    case text(String)
    case table(TextTable)
    /// The UUID of a row that was inserted, which the server has yet to choose.
    case inserted(UUID)
  }

  public private(set) var command: Command
  /// The columns by whose values the rows of a table may be called, the first first.
  let rowNames: [String: [String]]
  /// Whether no command comes after this one.
  private(set) var isLast = false
  public var draft: Draft
  var symbols = RowSymbols()
  public private(set) var output = Output.text("")
  /// Whether the database is not yet as the command needs it, and all are to run again when it changes.
  var waits = false
  private let report: (CommandWarning) -> Void

  init(
    _ command: Command, _ draft: Draft, rowNames: [String: [String]],
    report: @escaping (CommandWarning) -> Void
  ) {
    self.command = command
    self.draft = draft
    self.rowNames = rowNames
    self.report = report
  }

  /// Goes on to `command`, in the transaction and with the names of those before it.
  mutating func begin(_ command: Command, isLast: Bool) {
    self.command = command
    self.isLast = isLast
    output = .text("")
  }

  /// The arguments, without the command's name.
  public var arguments: [String] { command.arguments }

  /// The tables there are.
  public var catalog: TableCatalog { draft.catalog }

  /// Tells the user something, and goes on.
  public func warn(_ message: String) { report(CommandWarning(message)) }

  /// Tells the user something of a command that every database has, and goes on.
  func warnGenerically(_ message: String) { report(.generic(message)) }

  /// Adds a line to what is printed.
  public mutating func print(_ line: String) {
    if case .text(let text) = output { output = .text("\(text)\(line)\n") }
  }

  /// Prints a table, and nothing else.
  mutating func print(_ table: TextTable) { output = .table(table) }

  /// Prints the UUID of a row that the draft inserts, and nothing else.
  mutating func print(inserted row: RowReference) { output = .inserted(row.uuid) }
}

extension CommandContext {
  /// The table of that name, for commands that are about it; throws if the server does not have it.
  public func table(_ name: String) throws(CommandError) -> TableDescription {
    guard let table = catalog.table(named: name) else {
      throw CommandError("unknown table \"\(name)\"")
    }
    return table
  }

  /// The column of that name; throws if the server does not have it.
  public func column(_ name: String, of table: String) throws(CommandError) -> TableColumn {
    let table = try self.table(table)
    guard let column = table.column(named: name) else {
      throw CommandError(
        "\(table.name) does not contain a column whose name matches \"\(name)\"")
    }
    return column
  }

  /// The value of a column.
  public func value(_ column: String, of row: RowReference) throws(CommandError) -> Datum {
    draft.value(try self.column(column, of: row.table), of: row)
  }

  /// The string that a column of one string holds.
  public func string(_ column: String, of row: RowReference) throws(CommandError) -> String {
    try value(column, of: row).scalar?.string ?? ""
  }

  /// Sets a column.
  public mutating func set(
    _ column: String, of row: RowReference, to value: Datum
  ) throws(CommandError) {
    draft.write(value, to: try self.column(column, of: row.table), of: row)
  }
}
