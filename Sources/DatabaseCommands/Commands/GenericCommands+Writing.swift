internal import Database
internal import OVSDB

extension CommandSyntax {
  @Sendable
  static func set(_ context: inout CommandContext) throws(CommandError) {
    let table = try context.namedTable
    guard let row = try context.namedRow(context.arguments[1], of: table) else { return }
    for argument in context.arguments.dropFirst(2) {
      try context.set(argument, of: row, in: table, keepsOtherKeys: context.isLast)
    }
  }

  @Sendable
  static func add(_ context: inout CommandContext) throws(CommandError) {
    try context.changeElements { (context, value, column) throws(CommandError) in
      for argument in context.arguments.dropFirst(3) {
        value.formUnion(try Datum(reading: argument, column.type.unlimited, &context.symbols))
      }
      guard let maximum = column.type.maximum, value.count > maximum else { return }
      throw CommandError(
        "\"add\" operation would put \(value.count) \(column.type.elements) in column "
          + "\(column.name) of table \(column.table) but the maximum number is \(maximum)")
    }
  }

  @Sendable
  static func remove(_ context: inout CommandContext) throws(CommandError) {
    try context.changeElements { (context, value, column) throws(CommandError) in
      for argument in context.arguments.dropFirst(3) {
        try context.remove(argument, from: &value, column.type)
      }
      guard value.count < column.type.minimum else { return }
      throw CommandError(
        "\"remove\" operation would put \(value.count) \(column.type.elements) in column "
          + "\(column.name) of table \(column.table) but the minimum number is "
          + "\(column.type.minimum)")
    }
  }

  @Sendable
  static func clear(_ context: inout CommandContext) throws(CommandError) {
    let table = try context.namedTable
    guard let row = try context.namedRow(context.arguments[1], of: table) else { return }
    for name in context.arguments.dropFirst(2) {
      let column = try table.column(matching: name)
      try context.checkMutable(column, of: row)
      guard column.type.minimum == 0 else {
        throw CommandError(
          "\"clear\" operation cannot be applied to column \(column.name) of table "
            + "\(table.name), which is not allowed to be empty")
      }
      context.draft.write(Datum(), to: column, of: row)
    }
  }

  @Sendable
  static func create(_ context: inout CommandContext) throws(CommandError) {
    let table = try context.namedTable
    let row: RowReference
    switch context.command.value(of: "--id") {
    case nil: row = context.draft.insert(into: table)
    case let id?:
      if let uuid = UUID(id) {
        guard context.draft.changes[RowReference(table: table.name, uuid: uuid)] == nil else {
          throw CommandError("row id \"\(id)\" may only be specified on one --id option")
        }
        row = context.draft.insert(into: table, uuid: uuid, isPermanent: true)
      } else {
        let uuid = try context.symbols.create(id, isKept: table.isRoot)
        row = context.draft.insert(into: table, uuid: uuid)
      }
    }
    for argument in context.arguments.dropFirst() {
      try context.set(argument, of: row, in: table, keepsOtherKeys: false)
    }
    context.print(inserted: row)
  }

  @Sendable
  static func destroy(_ context: inout CommandContext) throws(CommandError) {
    let table = try context.namedTable
    let names = context.arguments.dropFirst()
    guard context.command.has("--all") else {
      if names.isEmpty {
        context.warnGenerically("either --all or records argument should be specified")
      }
      for name in names {
        if let row = try context.namedRow(name, of: table) { context.draft.delete(row) }
      }
      return
    }
    guard names.isEmpty else {
      throw CommandError("--all and records argument should not be specified together")
    }
    guard !context.command.has("--if-exists") else {
      throw CommandError("--all and --if-exists should not be specified together")
    }
    for row in context.draft.rows(of: table) { context.draft.delete(row) }
  }
}

extension CommandContext {
  /// Sets what `COLUMN[:KEY]=VALUE` says, as the command `set` does.
  public mutating func set(
    _ argument: String, of row: RowReference
  ) throws(CommandError) {
    try set(argument, of: row, in: try table(row.table), keepsOtherKeys: false)
  }

  /// - Parameter keepsOtherKeys: whether a key of a map is set without regard to what other clients do
  ///   to its other keys; what comes later does not depend on them.
  fileprivate mutating func set(
    _ argument: String, of row: RowReference, in table: TableDescription, keepsOtherKeys: Bool
  ) throws(CommandError) {
    let (argument, _, text) = try ColumnArgument.withValue(argument, of: table)
    let column = argument.column
    try checkMutable(column, of: row)
    guard let key = argument.key else {
      let value = try Datum(reading: text, column.type, &symbols)
      return draft.write(value, to: column, of: row)
    }
    guard let valueType = column.type.value else {
      throw CommandError("cannot specify key to set for non-map column \(column.name)")
    }
    let keyAtom = try Atom(reading: key, column.type.key, &symbols)
    let value = try Atom(reading: text, valueType, &symbols)
    if keepsOtherKeys { return draft.set(keyAtom, to: value, in: column, of: row) }
    var map = draft.value(column, of: row)
    map.insert(keyAtom, value)
    draft.verify(column, of: row)
    draft.write(map, to: column, of: row)
  }

  fileprivate func checkMutable(
    _ column: TableColumn, of row: RowReference
  ) throws(CommandError) {
    guard draft.isMutable(column, of: row) else {
      throw CommandError("cannot modify read-only column \(column.name) in table \(column.table)")
    }
  }

  /// Changes the value of the column that the third argument means.
  fileprivate mutating func changeElements(
    _ body: (inout Self, inout Datum, TableColumn) throws(CommandError) -> Void
  ) throws(CommandError) {
    let table = try namedTable
    let column = try table.column(matching: arguments[2])
    guard let row = try namedRow(arguments[1], of: table) else { return }
    try checkMutable(column, of: row)
    var value = draft.value(column, of: row)
    try body(&self, &value, column)
    draft.verify(column, of: row)
    draft.write(value, to: column, of: row)
  }

  /// Takes out elements; of a map, pairs or, if they are none, keys.
  fileprivate mutating func remove(
    _ argument: String, from value: inout Datum, _ type: ColumnType
  ) throws(CommandError) {
    do throws(CommandError) {
      value.subtract(try Datum(reading: argument, type.unlimited, &symbols))
    } catch {
      guard type.isMap else { throw error }
      let keys = try Datum(reading: argument, .set(of: type.key, minimum: 1), &symbols)
      keys.forEachElement { key, _ in value.remove(key) }
    }
  }
}

extension ColumnType {
  /// Such elements, in any number but none.
  fileprivate var unlimited: ColumnType {
    ColumnType(key: key, value: value, minimum: 1, maximum: nil)
  }

  fileprivate var elements: String { isMap ? "pairs" : "values" }
}
