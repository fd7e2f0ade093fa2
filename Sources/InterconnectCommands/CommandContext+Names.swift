internal import Database
internal import DatabaseCommands
internal import OVSDB

extension CommandContext {
  /// The row of the table that has the UUID or, in the column `name`, the name that `id` is.
  func row(_ id: String, in table: String) throws(CommandError) -> RowReference? {
    let description = try self.table(table)
    if let uuid = UUID(id), let row = draft.row(uuid, of: description) { return row }
    for row in draft.rows(of: description) where try string("name", of: row) == id { return row }
    return nil
  }

  /// The same; throws if there is none. `kind` is what users call such rows.
  func requiredRow(
    _ id: String, in table: String, _ kind: String
  ) throws(CommandError) -> RowReference {
    guard let row = try row(id, in: table) else {
      throw CommandError("\(id): \(kind) \(UUID(id) != nil ? "UUID" : "name") not found")
    }
    return row
  }

  /// The same, but `nil` if there is none and the option `--if-exists` allows that.
  func requiredRowIfExists(
    _ id: String, in table: String, _ kind: String
  ) throws(CommandError) -> RowReference? {
    if command.has("--if-exists") { return try row(id, in: table) }
    return try requiredRow(id, in: table, kind)
  }

  /// Prints each row of the table, by its name, in the order of the names.
  mutating func printNames(of table: String) throws(CommandError) {
    var lines: [(name: String, line: String)] = []
    for row in draft.rows(of: try self.table(table)) {
      let name = try string("name", of: row)
      lines.append((name, "\(row.uuid) (\(name))"))
    }
    for (_, line) in lines.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      print(line)
    }
  }

  /// Inserts a row of that name, unless there is one; throws then, unless `--may-exist` allows that.
  mutating func insertNamed(
    _ name: String, into table: String, _ kind: String
  ) throws(CommandError) {
    let description = try self.table(table)
    for row in draft.rows(of: description) where try string("name", of: row) == name {
      if command.has("--may-exist") { return }
      throw CommandError("\(name): a \(kind) with this name already exists")
    }
    let row = draft.insert(into: description)
    try set("name", of: row, to: Datum(.string(name)))
  }

  /// Takes the row into the set of references that `column` of `owner` is.
  mutating func add(
    _ row: RowReference, to column: String, of owner: RowReference
  ) throws(CommandError) {
    draft.add(
      Datum(.uuid(row.uuid)), to: try self.column(column, of: owner.table), of: owner)
  }

  /// Takes the row out of the set of references that `column` of `owner` is.
  mutating func remove(
    _ row: RowReference, from column: String, of owner: RowReference
  ) throws(CommandError) {
    draft.remove(
      Datum(.uuid(row.uuid)), from: try self.column(column, of: owner.table), of: owner)
  }
}

extension Datum {
  /// A value of such strings, each once.
  init(_ strings: some Sequence<String>) {
    self.init()
    for string in strings { insert(.string(string)) }
  }

  /// The UUIDs among the elements.
  var uuids: [UUID] {
    var uuids: [UUID] = []
    forEachElement { key, _ in if let uuid = key.uuid { uuids.append(uuid) } }
    return uuids
  }

  /// The strings among the elements.
  var strings: [String] {
    var strings: [String] = []
    forEachElement { key, _ in if let string = key.string { strings.append(string) } }
    return strings
  }
}
