import OVSDB

/// What a role allows in one table: a row of `RBAC_Permission` (ovn-sb(5)), which the role's row in
/// `RBAC_Role` gives for the table's name.
struct Permission {
  private let client: String
  private let authorization: [String]
  private let modifiable: Set<String>
  /// Whether rows that the client is authorised for may be inserted and deleted.
  let mayInsertAndDelete: Bool

  /// Nothing is allowed, `nil`, to who showed no name, or whose role says nothing of the table.
  init?(_ access: AccessControl, on name: String, in database: Database) {
    guard let client = access.client, let roles = database.tables["RBAC_Role"],
      let nameColumn = roles.layout.position(of: "name"),
      let permissionsColumn = roles.layout.position(of: "permissions"),
      let role = roles.rows.values.first(where: {
        $0[nameColumn].contains(.string(access.role))
      }),
      let target = roles.layout.columns[permissionsColumn].type.value?.reference?.table,
      let permissions = database.tables[target],
      let uuid = role[permissionsColumn].value(of: .string(name))?.uuid,
      let row = permissions.rows[uuid]
    else { return nil }
    let layout = permissions.layout
    self.client = client
    authorization = row.strings("authorization", layout)
    modifiable = Set(row.strings("update", layout))
    mayInsertAndDelete =
      layout.position(of: "insert_delete").flatMap { row[$0].scalar?.boolean } ?? false
  }

  /// Whether one of the columns of "authorization" holds the client's name; an empty one stands for
  /// every row, and `column:key` for a value in a map.
  func isAuthorized(_ row: DatabaseRow, _ layout: TableLayout) -> Bool {
    authorization.contains { place in
      guard !place.isEmpty else { return true }
      let parts = place.split(separator: ":").map(String.init)
      guard let column = parts.first, let position = layout.position(of: column) else {
        return false
      }
      let (datum, type) = (row[position], layout.columns[position].type)
      // A set of names is nobody's, even while it holds one.
      if !place.utf8.contains(UInt8(ascii: ":")) {
        return type.value == nil && type.maximum == 1 && datum.scalar?.string == client
      }
      return parts.count > 1 && datum.value(of: .string(parts[1]))?.string == client
    }
  }

  /// Whether the client may change those columns of the row.
  func mayUpdate(_ row: DatabaseRow, _ positions: [Int], _ layout: TableLayout) -> Bool {
    isAuthorized(row, layout)
      && positions.allSatisfy { modifiable.contains(layout.columns[$0].name) }
  }
}

extension DatabaseRow {
  fileprivate func strings(_ column: String, _ layout: TableLayout) -> [String] {
    layout.position(of: column).map { self[$0].pairs.compactMap(\.key.string) } ?? []
  }
}
