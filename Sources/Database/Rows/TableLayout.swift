internal import JSON
public import OVSDB

/// Where in a row each column of a table is.
///
/// A class, as ``ColumnLayout`` is: it is handed around with every row, for which one reference is
/// counted and not each of its parts.
public final class TableLayout: Sendable {
  /// The table's name.
  public let name: String
  /// `"name":`, as a text of JSON has it.
  public let label: [UInt8]
  /// What its schema says of it.
  public let schema: TableSchema
  /// By position: `_uuid`, `_version`, then the schema's columns in order of their names.
  public let columns: [ColumnLayout]
  private let positionsByName: [String: Int]
  /// For each index of the schema the positions of its columns.
  let indexes: [[Int]]
  /// The columns that hold strong references, and those with weak ones.
  let strongColumns: [ReferenceColumn]
  let weakColumns: [ReferenceColumn]
  /// All positions: what changed of a row that is inserted or deleted.
  let positions: [Int]
  /// A row of which nothing has been set.
  let defaults: DatabaseRow
  /// Positions of columns whose defaults their own constraints exclude.
  let positionsToSet: [Int]

  /// The position of `_uuid`, and of `_version`.
  public static let uuid = 0
  public static let version = 1

  /// `numbers` are the tables' by their names.
  init(name: String, schema: TableSchema, numbers: [String: Int]) {
    self.name = name
    label = name.label
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
    strongColumns = columns.indices.compactMap {
      ReferenceColumn(at: $0, columns[$0].type, .strong, numbers)
    }
    weakColumns = columns.indices.compactMap {
      ReferenceColumn(at: $0, columns[$0].type, .weak, numbers)
    }
    let defaults = DatabaseRow(defaults: columns.map { Datum(defaultOf: $0.type) })
    self.defaults = defaults
    positionsToSet = columns.indices.filter { position in
      (try? defaults[position].check(columns[position].type)) == nil
    }
  }

  /// The row of which those cells have been set.
  func row(_ cells: [DatabaseRow.Cell]) -> DatabaseRow {
    DatabaseRow(defaults: defaults.defaults, cells: cells)
  }

  /// The position of the column of that name, or `nil` if there is none.
  public func position(of name: String) -> Int? { positionsByName[name] }
}

/// What is known of a column of a table.
public final class ColumnLayout: Sendable {
  public let name: String
  /// `"name":`, as a text of JSON has it.
  public let label: [UInt8]
  public let type: ColumnType
  /// Whether the value may change after the row's insertion.
  public let isMutable: Bool
  /// Whether the journal keeps the value; not `_uuid`'s and `_version`'s, nor an ephemeral column's.
  public let isPersistent: Bool

  init(name: String, type: ColumnType, isMutable: Bool, isPersistent: Bool) {
    self.name = name
    label = name.label
    self.type = type
    self.isMutable = isMutable
    self.isPersistent = isPersistent
  }
}

/// A column whose elements refer to rows, all with the same strength.
struct ReferenceColumn: Sendable {
  let position: Int
  /// The numbers of the tables that the elements, or keys and values, refer to.
  private let keyTable: Int?
  private let valueTable: Int?

  /// `nil` if the column holds no references of that strength.
  fileprivate init?(
    at position: Int, _ type: ColumnType, _ strength: ReferenceStrength, _ numbers: [String: Int]
  ) {
    func table(_ base: BaseType?) -> Int? {
      guard let reference = base?.reference, reference.strength == strength else { return nil }
      return numbers[reference.table]
    }
    self.position = position
    keyTable = table(type.key)
    valueTable = table(type.value)
    if keyTable == nil, valueTable == nil { return nil }
  }

  /// Calls `body` with the number of the table and the UUID of each row that the elements refer to,
  /// and with the element's key.
  func forEachTarget<E: Error>(
    of pairs: Datum.Pairs, _ body: (Int, UUID, Atom) throws(E) -> Void
  ) throws(E) {
    for (key, value) in pairs {
      if let keyTable, let uuid = key.uuid { try body(keyTable, uuid, key) }
      if let valueTable, let uuid = value?.uuid { try body(valueTable, uuid, key) }
    }
  }
}

extension String {
  /// The name of a member of an object, with the colon.
  fileprivate var label: [UInt8] {
    var bytes: [UInt8] = []
    writeQuoted(to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    return bytes
  }
}

extension BaseType {
  /// The table that a UUID refers to, and how.
  var reference: (table: String, strength: ReferenceStrength)? {
    guard case .uuid(.reference(let table, let strength)?) = self else { return nil }
    return (table, strength)
  }
}
