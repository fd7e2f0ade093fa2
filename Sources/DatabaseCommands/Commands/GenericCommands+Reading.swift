internal import Database
internal import OVSDB

extension CommandSyntax {
  @Sendable
  static func get(_ context: inout CommandContext) throws(CommandError) {
    let id = context.command.value(of: "--id")
    guard id == nil || !context.command.has("--if-exists") else {
      throw CommandError("--if-exists and --id may not be specified together")
    }
    let table = try context.namedTable
    guard let row = try context.namedRow(context.arguments[1], of: table) else { return }
    if let id { try context.symbols.define(id, as: row.uuid) }
    for argument in context.arguments.dropFirst(2) {
      if isUUIDColumn(argument) {
        context.print(row.uuid.description)
      } else {
        context.print(try context.text(argument, row, table))
      }
    }
  }

  @Sendable
  static func list(_ context: inout CommandContext) throws(CommandError) {
    let table = try context.namedTable
    let columns = try ListedColumns(context.command.value(of: "--columns"), of: table)
    var rows: [RowReference] = []
    if context.arguments.count > 1 {
      for name in context.arguments.dropFirst() {
        if let row = try context.namedRow(name, of: table) { rows.append(row) }
      }
    } else {
      rows = context.draft.rows(of: table)
    }
    context.print(columns.table(of: rows, context.draft))
  }

  @Sendable
  static func find(_ context: inout CommandContext) throws(CommandError) {
    let table = try context.namedTable
    let columns = try ListedColumns(context.command.value(of: "--columns"), of: table)
    var found: [RowReference] = []
    for row in context.draft.rows(of: table)
    where try context.satisfies(context.arguments.dropFirst(), row, of: table) {
      found.append(row)
    }
    context.print(columns.table(of: found, context.draft))
  }

  @Sendable
  static func waitUntil(_ context: inout CommandContext) throws(CommandError) {
    let table = try context.namedTable
    guard let row = try context.row(context.arguments[1], of: table),
      try context.satisfies(context.arguments.dropFirst(2), row, of: table)
    else {
      context.waits = true
      return
    }
  }
}

extension CommandContext {
  /// The table that the first argument means.
  var namedTable: TableDescription {
    get throws(CommandError) { try catalog.table(matching: arguments[0]) }
  }

  /// Whether the row is as all `conditions` say; those behind one that fails are not looked at.
  fileprivate mutating func satisfies(
    _ conditions: ArraySlice<String>, _ row: RowReference, of table: TableDescription
  ) throws(CommandError) -> Bool {
    for condition in conditions where try !satisfies(condition, row, of: table) { return false }
    return true
  }

  /// What `get` prints for `COLUMN[:KEY]`.
  fileprivate mutating func text(
    _ argument: String, _ row: RowReference, _ table: TableDescription
  ) throws(CommandError) -> String {
    let argument = try ColumnArgument(argument, of: table)
    let column = argument.column
    draft.verify(column, of: row)
    let value = draft.value(column, of: row)
    guard let key = argument.key else { return value.text(column.type) }
    guard column.type.isMap else {
      throw CommandError("cannot specify key to get for non-map column \(column.name)")
    }
    if let found = value.value(of: try Atom(reading: key, column.type.key, &symbols)) {
      return found.description
    }
    guard command.has("--if-exists") else {
      throw CommandError(
        "no key \"\(key)\" in \(table.name) record \"\(arguments[1])\" column \(column.name)")
    }
    return ""
  }
}
