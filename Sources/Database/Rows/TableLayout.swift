public import OVSDB

/// Where in a row each column of a table is.
public struct TableLayout: Sendable {
  /// The table's name.
  public let name: String
  /// What its schema says of it.
  public let schema: TableSchema
  /// By position: `_uuid`, `_version`, then the schema's columns in order of their names.
  public let columns: [ColumnLayout]
  private let positionsByName: [String: Int]
  /// For each index of the schema the positions of its columns.
  let indexes: [[Int]]
  /// Positions of columns that hold strong references, and of those with weak ones.
  let strongColumns: [Int]
  let weakColumns: [Int]
  /// All positions: what changed of a row that is inserted or deleted.
  let positions: [Int]
  /// A row of which nothing has been set.
  let defaults: DatabaseRow

  /// The position of `_uuid`, and of `_version`.
  public static let uuid = 0
  public static let version = 1

  init(name: String, schema: TableSchema) {
    self.name = name
    self.schema = schema
    let own = schema.columns.sorted { $0.key < $1.key }.map { name, column in
      ColumnLayout(
        name: name, type: column.type, isMutable: column.isMutable,
        isPersistent: !column.isEphemeral)
    }
    let uuid = ColumnType(key: .uuid())
    let columns =
      [
        ColumnLayout(name: "_uuid", type: uuid, isMutable: false, isPersistent: false),
        ColumnLayout(name: "_version", type: uuid, isMutable: false, isPersistent: false),
      ] + own
    self.columns = columns
    let positions = Dictionary(
      uniqueKeysWithValues: columns.enumerated().map { ($0.element.name, $0.offset) })
    positionsByName = positions
    self.positions = Array(columns.indices)
    indexes = schema.indexes.map { $0.compactMap { positions[$0] } }
    strongColumns = columns.indices.filter { columns[$0].refers(.strong) }
    weakColumns = columns.indices.filter { columns[$0].refers(.weak) }
    defaults = DatabaseRow(columns.map { Datum(defaultOf: $0.type) })
  }

  /// The position of the column of that name, or `nil` if there is none.
  public func position(of name: String) -> Int? { positionsByName[name] }
}

/// What is known of a column of a table.
public struct ColumnLayout: Sendable {
  public let name: String
  public let type: ColumnType
  /// Whether the value may change after the row's insertion.
  public let isMutable: Bool
  /// Whether the journal keeps the value; not `_uuid`'s and `_version`'s, nor an ephemeral column's.
  public let isPersistent: Bool

  fileprivate func refers(_ strength: ReferenceStrength) -> Bool {
    type.key.reference?.strength == strength || type.value?.reference?.strength == strength
  }
}

extension BaseType {
  /// The table that a UUID refers to, and how.
  var reference: (table: String, strength: ReferenceStrength)? {
    guard case .uuid(.reference(let table, let strength)?) = self else { return nil }
    return (table, strength)
  }
}
