public import OVSDB

extension Southbound {
  /// What may be written in one table (ovn-sb(5), RBAC_Permission).
  public struct RBACPermission: Row {
    /// The table's name.
    public var table = ""
    /// Columns, or `COLUMN:KEY`, one of which must hold the client's name; `""` allows all rows.
    public var authorization: Set<String> = []
    /// Whether rows may be inserted, and those of the client deleted.
    public var insertDelete = false
    /// The columns, or `COLUMN:KEY`, that may be changed.
    public var update: Set<String> = []

    public init() {}

    // The type is written out, since `\.table` below is looked up while this is being inferred.
    public static let table: Table<RBACPermission> = Table(
      "RBAC_Permission",
      columns: [
        Column("table", \.table),
        Column("authorization", \.authorization),
        Column("insert_delete", \.insertDelete),
        Column("update", \.update),
      ])
  }
}
