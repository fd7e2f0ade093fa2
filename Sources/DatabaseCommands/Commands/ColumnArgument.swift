/// An argument that names a column: `COLUMN[:KEY]`, and perhaps an operator and a value.
struct ColumnArgument {
  let column: TableColumn
  let key: String?

  /// `COLUMN[:KEY]` and nothing else; throws what is not that.
  init(_ text: String, of table: TableDescription) throws(CommandError) {
    var scanner = TextScanner(text)
    (column, key) = try Self.read(&scanner, text, table)
    guard scanner.next == nil else {
      throw CommandError("\(text): trailing garbage \"\(scanner.rest)\" in argument")
    }
  }

  private static func read(
    _ scanner: inout TextScanner, _ text: String, _ table: TableDescription
  ) throws(CommandError) -> (TableColumn, String?) {
    let column = try column(&scanner, text, table)
    let key = scanner.skip(UInt8(ascii: ":")) ? try scanner.word() : nil
    return (column, key)
  }

  private static func column(
    _ scanner: inout TextScanner, _ text: String, _ table: TableDescription
  ) throws(CommandError) -> TableColumn {
    let name = try scanner.word()
    guard !name.isEmpty else { throw CommandError("\(text): missing column name") }
    return try table.column(matching: name)
  }

  /// Throws unless the argument begins with the name of a column.
  static func check(_ text: String, of table: TableDescription) throws(CommandError) {
    var scanner = TextScanner(text)
    _ = try column(&scanner, text, table)
  }

  /// `COLUMN[:KEY]OPERATORVALUE`; throws what is not that, with one of these operators.
  static func withValue(
    _ text: String, of table: TableDescription, operators: [String] = ["="]
  ) throws(CommandError) -> (argument: ColumnArgument, operator: String, value: String) {
    var scanner = TextScanner(text)
    let (column, key) = try read(&scanner, text, table)
    let rest = scanner.rest
    // The longest, so that `<=` is not taken for `<`; and something must follow it.
    let found = operators.filter { rest.hasPrefix($0) && rest.utf8.count > $0.utf8.count }
      .max { $0.utf8.count < $1.utf8.count }
    guard let found else { throw missingOperator(text, operators) }
    return (
      ColumnArgument(column: column, key: key), found,
      String(rest.utf8.dropFirst(found.utf8.count)) ?? ""
    )
  }

  private init(column: TableColumn, key: String?) {
    self.column = column
    self.key = key
  }

  private static func missingOperator(_ text: String, _ operators: [String]) -> CommandError {
    let quoted = operators.map { "\"\($0)\"" }
    let list =
      switch quoted.count {
      case ...2: quoted.joined(separator: " or ")
      default: quoted.dropLast().joined(separator: ", ") + ", or \(quoted[quoted.count - 1])"
      }
    return CommandError("\(text): argument does not end in \(list) followed by a value.")
  }
}
