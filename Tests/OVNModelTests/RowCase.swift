import JSON
import OVNModel
import OVSDB
import Testing

/// One typed row of the model, and the questions that are asked of each.
struct RowCase: Sendable, CustomTestStringConvertible {
  /// The database's and the table's name.
  let testDescription: String
  /// The table's name.
  let table: String
  /// How many bytes a row takes in an array.
  let width: Int
  /// What is asked; each records what is wrong.
  let checkDefaults: @Sendable () throws -> Void
  let checkProperties: @Sendable () throws -> Void

  init<R: Row>(_ database: String, _ row: R.Type) {
    table = R.table.name
    width = MemoryLayout<R>.stride
    testDescription = "\(database) \(R.table.name)"
    checkDefaults = {
      for column in R.table.columns {
        #expect(column.isDefault(in: R()), "\(column.name)")
        // Decoding the default over another value must give the same as a new row.
        var row = R()
        try column.decode(column.type.sample, into: &row)
        #expect(!column.isDefault(in: row), "\(column.name)")
        try column.decode(column.type.defaultWire, into: &row)
        #expect(row == R(), "\(column.name)")
      }
    }
    checkProperties = {
      #expect(properties(of: R()).count == R.table.columns.count)
      for column in R.table.columns {
        var row = R()
        try column.decode(column.type.sample, into: &row)
        #expect(column.json(of: row) == column.type.sample.json, "\(column.name)")
        let expected = column.name.filter { $0 != "_" }
        #expect(changedProperties(from: R(), to: row) == [expected])
      }
    }
  }
}

/// The properties in which two rows differ, in lower case.
private func changedProperties<R>(from old: R, to new: R) -> [String] {
  zip(properties(of: old), properties(of: new))
    .filter { String(reflecting: $0.value) != String(reflecting: $1.value) }
    .map { $0.0.label?.lowercased() ?? "" }
}

/// A row's properties, with those that few rows set.
private func properties<R>(of row: R) -> [Mirror.Child] {
  let stored = Array(Mirror(reflecting: row).children)
  guard let row = row as? any SparseRow else { return stored }
  return stored.filter { $0.label != "sparse" } + sparseProperties(of: row)
}

private func sparseProperties(of row: some SparseRow) -> [Mirror.Child] {
  Array(Mirror(reflecting: row.sparse.columns).children)
}

extension ColumnType {
  /// What a server sends for a column that nobody has set.
  fileprivate var defaultWire: JSONElement {
    if minimum == 0 { return JSONElement(value == nil ? ["set", []] : ["map", []]) }
    // A set that may not be empty is empty before the row is inserted only.
    if maximum != 1 { return JSONElement(["set", []]) }
    return switch key {
    case .integer, .real: JSONElement(0)
    case .boolean: JSONElement(false)
    case .string: JSONElement("")
    case .uuid: JSONElement(["uuid", "00000000-0000-0000-0000-000000000000"])
    }
  }

  /// A value that is not the default.
  fileprivate var sample: JSONElement {
    if let value { return JSONElement(["map", [[key.sample, value.sample]]]) }
    return JSONElement(key.sample)
  }
}

extension BaseType {
  fileprivate var sample: JSON {
    switch self {
    case .integer, .real: 7
    case .boolean: true
    case .string: "sample"
    case .uuid: ["uuid", "01234567-89ab-4cde-8f01-23456789abcd"]
    }
  }
}
