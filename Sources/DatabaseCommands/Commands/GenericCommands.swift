/// The commands that every database has.
extension CommandSyntax {
  public static let generic: [CommandSyntax] = [
    CommandSyntax("comment", "[ARG]...", maximum: nil) { _ in },
    CommandSyntax(
      "get", "TABLE RECORD [COLUMN[:KEY]]...", minimum: 2, maximum: nil,
      options: [.flag("--if-exists"), .value("--id")], prepare: prepareGet, run: get),
    CommandSyntax(
      "list", "TABLE [RECORD]...", minimum: 1, maximum: nil,
      options: [.flag("--if-exists"), .value("--columns")], prepare: prepareList, run: list),
    CommandSyntax(
      "find", "TABLE [COLUMN[:KEY]=VALUE]...", minimum: 1, maximum: nil,
      options: [.value("--columns")], prepare: prepareFind, run: find),
    CommandSyntax(
      "set", "TABLE RECORD COLUMN[:KEY]=VALUE...", minimum: 3, maximum: nil,
      options: [.flag("--if-exists")], isWriting: true, prepare: prepareColumnArguments, run: set),
    CommandSyntax(
      "add", "TABLE RECORD COLUMN [KEY=]VALUE...", minimum: 4, maximum: nil,
      options: [.flag("--if-exists")], isWriting: true, prepare: prepareColumn, run: add),
    CommandSyntax(
      "remove", "TABLE RECORD COLUMN KEY|VALUE|KEY=VALUE...", minimum: 4, maximum: nil,
      options: [.flag("--if-exists")], isWriting: true, prepare: prepareColumn, run: remove),
    CommandSyntax(
      "clear", "TABLE RECORD COLUMN...", minimum: 3, maximum: nil,
      options: [.flag("--if-exists")], isWriting: true, prepare: prepareColumns, run: clear),
    CommandSyntax(
      "create", "TABLE COLUMN[:KEY]=VALUE...", minimum: 2, maximum: nil, options: [.value("--id")],
      isWriting: true, prepare: prepareCreate, run: create),
    CommandSyntax(
      "destroy", "TABLE [RECORD]...", minimum: 1, maximum: nil,
      options: [.flag("--if-exists"), .flag("--all")], isWriting: true, prepare: prepareTable,
      run: destroy),
    CommandSyntax(
      "wait-until", "TABLE RECORD [COLUMN[:KEY]=VALUE]...", minimum: 2, maximum: nil,
      prepare: prepareColumnArguments, run: waitUntil),
  ]
}

// What the schema alone tells.
extension CommandSyntax {
  @Sendable
  private static func prepareTable(_ preparation: Preparation) throws(CommandError) {
    _ = try preparation.table
  }

  /// The third argument is a column.
  @Sendable
  private static func prepareColumn(_ preparation: Preparation) throws(CommandError) {
    _ = try preparation.table.column(matching: preparation.arguments[2])
  }

  /// All arguments from the third on are columns.
  @Sendable
  private static func prepareColumns(_ preparation: Preparation) throws(CommandError) {
    let table = try preparation.table
    for name in preparation.arguments.dropFirst(2) { _ = try table.column(matching: name) }
  }

  /// All arguments from the third on begin with a column.
  @Sendable
  private static func prepareColumnArguments(_ preparation: Preparation) throws(CommandError) {
    let table = try preparation.table
    for argument in preparation.arguments.dropFirst(2) {
      try ColumnArgument.check(argument, of: table)
    }
  }

  @Sendable
  private static func prepareGet(_ preparation: Preparation) throws(CommandError) {
    // A script may ask in this way whether a row exists; a person hardly does.
    if preparation.arguments.count <= 2, !preparation.command.has("--id"),
      preparation.isInteractive
    {
      preparation.warn(
        .generic("\"get\" command without row arguments or \"--id\" is possibly erroneous"))
    }
    let table = try preparation.table
    for argument in preparation.arguments.dropFirst(2) where !isUUIDColumn(argument) {
      try ColumnArgument.check(argument, of: table)
    }
  }

  @Sendable
  private static func prepareList(_ preparation: Preparation) throws(CommandError) {
    _ = try ListedColumns(preparation.command.value(of: "--columns"), of: preparation.table)
  }

  @Sendable
  private static func prepareFind(_ preparation: Preparation) throws(CommandError) {
    try prepareList(preparation)
    let table = try preparation.table
    for argument in preparation.arguments.dropFirst() {
      try ColumnArgument.check(argument, of: table)
    }
  }

  @Sendable
  private static func prepareCreate(_ preparation: Preparation) throws(CommandError) {
    let table = try preparation.table
    guard !table.isRoot, !preparation.command.has("--id") else { return }
    preparation.warn(
      .generic(
        "applying \"create\" command to table \(table.name) without --id option will have no "
          + "effect"))
  }

  /// Whether an argument of `get` asks for the row's UUID, which is no column.
  static func isUUIDColumn(_ argument: String) -> Bool {
    ["_uuid", "-uuid"].contains(argument.lowercased())
  }
}

extension Preparation {
  /// The table that the first argument means.
  fileprivate var table: TableDescription {
    get throws(CommandError) { try catalog.table(matching: arguments[0]) }
  }
}
