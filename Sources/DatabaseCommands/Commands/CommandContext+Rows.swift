internal import Database
internal import OVSDB

// Which row a user means.
extension CommandContext {
  /// The row of the table that `name` means: a UUID, `.` for the only row, the value of a column that
  /// names rows, or the first four or more digits of a UUID. `nil` if there is none.
  ///
  /// Throws if it may be several.
  func row(_ name: String, of table: TableDescription) throws(CommandError) -> RowReference? {
    if let uuid = UUID(name), let row = draft.row(uuid, of: table) { return row }
    let rows = draft.rows(of: table)
    if name == ".", rows.count == 1 { return rows[0] }
    for column in rowNames[table.name] ?? [] {
      guard let column = table.column(named: column) else { continue }
      let matching = rows.filter { draft.value(column, of: $0).isNamed(name) }
      guard matching.count < 2 else {
        throw CommandError("multiple rows in \(table.name) match \"\(name)\"")
      }
      if let row = matching.first { return row }
    }
    return try row(beginning: name, in: rows)
  }

  /// As ``row(_:of:)``, but throws if there is none, unless the option `--if-exists` allows that.
  func namedRow(_ name: String, of table: TableDescription) throws(CommandError) -> RowReference? {
    let row = try row(name, of: table)
    guard row != nil || command.has("--if-exists") else {
      throw CommandError("no row \"\(name)\" in table \(table.name)")
    }
    return row
  }

  private func row(
    beginning digits: String, in rows: [RowReference]
  ) throws(CommandError) -> RowReference? {
    guard digits.isPartialUUID else { return nil }
    let matching = rows.filter { $0.uuid.description.hasPrefix(digits) }
    guard matching.count < 2 else {
      throw CommandError(
        "\(matching[0].table) contains 2 or more rows whose UUIDs begin with \(digits): "
          + "at least \(matching[0].uuid) and \(matching[1].uuid)")
    }
    return matching.first
  }
}

extension Datum {
  /// Whether the one value is the name; of a UUID its beginning, even if it is a string.
  fileprivate func isNamed(_ name: String) -> Bool {
    switch scalar {
    case .string(let value):
      Atom.string(value) == .string(name)
        || name.utf8.count >= 4 && UUID(value) != nil && value.hasPrefix(name)
    case .uuid(let value): UUID(name) == value
    case .integer(let value): Int64(name) == value && !name.hasPrefix("-") && !name.hasPrefix("+")
    case .real, .boolean, nil: false
    }
  }
}

extension String {
  /// Whether this is the beginning of a UUID as written, of four characters at least.
  fileprivate var isPartialUUID: Bool {
    let form = Array("00000000-0000-0000-0000-000000000000".utf8)
    guard (4...form.count).contains(utf8.count) else { return false }
    return zip(utf8, form).allSatisfy { byte, place in
      place == UInt8(ascii: "-")
        ? byte == place : Character(Unicode.Scalar(byte)).isHexDigit
    }
  }
}
