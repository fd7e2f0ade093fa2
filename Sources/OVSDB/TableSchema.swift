/// What a schema says of a table: <table-schema> of RFC 7047 3.2.
public struct TableSchema: Hashable, Sendable {
  /// By name, without `_uuid` and `_version`, which every table has.
  public var columns: [String: ColumnSchema]
  /// Whether rows live without a strong reference to them.
  public var isRoot: Bool
  /// The most rows there may be; `nil` is unlimited.
  public var maxRows: Int?
  /// Sets of columns whose values together tell every row from every other.
  public var indexes: [[String]]

  public init(
    columns: [String: ColumnSchema], isRoot: Bool = true, maxRows: Int? = nil,
    indexes: [[String]] = []
  ) {
    self.columns = columns
    self.isRoot = isRoot
    self.maxRows = maxRows
    self.indexes = indexes
  }
}
