/// A table of typed rows: its name, its columns, and what its schema says of it.
public struct Table<R: Row>: Sendable {
  public let name: String
  public let columns: [Column<R>]
  /// Whether rows live without a strong reference to them.
  public let isRoot: Bool
  /// The most rows there may be; `nil` is unlimited.
  public let maxRows: Int?
  /// Sets of columns whose values together tell every row from every other.
  public let indexes: [[String]]

  private let positions: [String: Int]
  /// The columns' names: a search through them touches nothing else of a column.
  @usableFromInline let names: [String]

  /// Traps if two columns have one name, or an index names a column that is not there.
  public init(
    _ name: String, columns: [Column<R>], isRoot: Bool = true, maxRows: Int? = nil,
    indexes: [[String]] = []
  ) {
    self.name = name
    self.columns = columns
    self.isRoot = isRoot
    self.maxRows = maxRows
    self.indexes = indexes
    let positions = Dictionary(
      columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    precondition(positions.count == columns.count, "table \(name) declares a column twice")
    precondition(
      indexes.joined().allSatisfy { positions[$0] != nil },
      "table \(name) declares an index over a column it does not have")
    self.positions = positions
    names = columns.map(\.name)
  }

  /// The table with the columns that `properties` hold and no others, for a reader that needs no more:
  /// what it decodes leaves the others at their defaults.
  ///
  /// Traps if one of the properties holds no column.
  public func restricted(to properties: [PartialKeyPath<R>]) -> Table<R> {
    let wanted = Set(properties)
    let held = columns.filter { wanted.contains($0.property) }
    precondition(held.count == wanted.count, "table \(name) is restricted to what is no column")
    let names = Set(held.map(\.name))
    return Table(
      name, columns: held, isRoot: isRoot, maxRows: maxRows,
      indexes: indexes.filter { names.isSuperset(of: $0) })
  }

  /// The column of that name, if the row has it.
  public func column(named name: String) -> Column<R>? { positions[name].map { columns[$0] } }

  /// What the table is in a schema.
  public var schema: TableSchema {
    TableSchema(
      columns: positions.mapValues { columns[$0].schema }, isRoot: isRoot, maxRows: maxRows,
      indexes: indexes)
  }
}
