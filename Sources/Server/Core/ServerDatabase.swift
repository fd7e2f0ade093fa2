internal import Database
internal import JSON
internal import OVSDB

/// The database `_Server`, in which a server describes the others: ovsdb-server(5).
enum ServerDatabase {
  static let name = "_Server"
  static let table = "Database"

  static let layout = DatabaseLayout(schema)

  private static let schema = DatabaseSchema(
    name: name, version: "1.2.0", checksum: "3009684573 744",
    tables: [
      table: TableSchema(columns: [
        "name": ColumnSchema(type: ColumnType(key: .string())),
        "model": ColumnSchema(
          type: ColumnType(key: .string(.oneOf(["clustered", "relay", "standalone"])))),
        "connected": ColumnSchema(type: ColumnType(key: .boolean())),
        "leader": ColumnSchema(type: ColumnType(key: .boolean())),
        "schema": ColumnSchema(type: .optional(.string())),
        "cid": ColumnSchema(type: .optional(.uuid())),
        "sid": ColumnSchema(type: .optional(.uuid())),
        "index": ColumnSchema(type: .optional(.integer())),
      ])
    ])

  /// The operations that make the rows describe `wanted`, by the names of databases, where they
  /// describe `present`.
  static func operations(
    from present: [String: DatabaseDescription], to wanted: [String: DatabaseDescription]
  ) -> [Operation] {
    var operations: [Operation] = []
    for name in present.keys.sorted() where wanted[name] == nil {
      operations.append(.delete(table: table, where: [named(name)]))
    }
    for (name, description) in wanted.sorted(by: { $0.key < $1.key })
    where present[name] != description {
      guard present[name] == nil else {
        operations.append(
          .update(table: table, where: [named(name)], row: description.row))
        continue
      }
      let row = description.row.merging(["name": .string(name)]) { $1 }
      operations.append(.insert(table: table, row: row, name: nil))
    }
    return operations
  }

  private static func named(_ name: String) -> Condition {
    Condition("name", .equal, .string(name))
  }
}
