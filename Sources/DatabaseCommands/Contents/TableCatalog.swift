public import OVSDB

/// The tables of a schema as commands name them: by any unique beginning of a name, in either case, with
/// `-` for `_`.
public struct TableCatalog: Sendable {
  /// In the order of their names.
  public let tables: [TableDescription]
  private let positions: [String: Int]

  public init(_ schema: DatabaseSchema) {
    tables = schema.tables.sorted { $0.key < $1.key }.map { TableDescription($0.key, $0.value) }
    positions = Dictionary(
      uniqueKeysWithValues: tables.enumerated().map { ($0.element.name, $0.offset) })
  }

  /// The table of just that name.
  public func table(named name: String) -> TableDescription? {
    positions[name].map { tables[$0] }
  }

  /// The table that a user means by `name`; throws if that is none, or may be several.
  public func table(matching name: String) throws(CommandError) -> TableDescription {
    switch NameMatch(of: name, in: tables.map(\.name)) {
    case .one(let index): return tables[index]
    case .none: throw CommandError("unknown table \"\(name)\"")
    case .several(let names):
      throw CommandError(
        "\"\(name)\" matches multiple table names: \(names.joined(separator: ", "))")
    }
  }
}

/// What commands know of a table.
public struct TableDescription: Sendable {
  public let name: String
  /// In the order of their names.
  public let columns: [TableColumn]
  /// Whether rows live without a strong reference to them.
  public let isRoot: Bool
  /// Whether the table has one row at most.
  public let isSingleton: Bool

  init(_ name: String, _ schema: TableSchema) {
    self.name = name
    columns = schema.columns.sorted { $0.key < $1.key }.enumerated().map { index, column in
      TableColumn(
        name: column.key, table: name, index: index, type: column.value.type,
        isMutable: column.value.isMutable)
    }
    isRoot = schema.isRoot
    isSingleton = schema.maxRows == 1
  }

  /// The column of just that name.
  public func column(named name: String) -> TableColumn? { columns.first { $0.name == name } }

  /// The column that a user means by `name`; throws if that is none, or may be several.
  public func column(matching name: String) throws(CommandError) -> TableColumn {
    switch NameMatch(of: name, in: columns.map(\.name)) {
    case .one(let index): return columns[index]
    case .none:
      throw CommandError(
        "\(self.name) does not contain a column whose name matches \"\(name)\"")
    case .several(let names):
      throw CommandError(
        "\(self.name) contains more than one column whose name matches \"\(name)\": "
          + names.joined(separator: ", "))
    }
  }
}

/// A column, and its place in its table's rows.
public struct TableColumn: Hashable, Sendable {
  public let name: String
  /// The name of its table.
  public let table: String
  let index: Int
  public let type: ColumnType
  /// Whether the value may change after the row's insertion.
  public let isMutable: Bool
}
