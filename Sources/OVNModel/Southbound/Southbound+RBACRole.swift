public import OVSDB

extension Southbound {
  /// What clients of one kind may write (ovn-sb(5), RBAC_Role).
  public struct RBACRole: Row {
    /// Its name, as `Connection` rows have it: `ovn-controller`.
    public var name = ""
    /// The permissions by the name of the table that they are about.
    public var permissions: [String: UUID] = [:]

    public init() {}

    public static let table = Table<RBACRole>(
      "RBAC_Role",
      columns: [
        Column("name", \.name),
        Column(
          "permissions", \.permissions,
          type: .map(.string(), .reference(to: "RBAC_Permission", .weak))),
      ])
  }
}
