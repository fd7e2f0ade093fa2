/// What a database holds: <database-schema> of RFC 7047 3.2.
public struct DatabaseSchema: Hashable, Sendable {
  public var name: String
  /// Three numbers with dots between; empty if the schema has none.
  public var version: String
  /// What `cksum` says of the schema's file, for tools that compare; the server ignores it.
  public var checksum: String?
  public var tables: [String: TableSchema]

  public init(
    name: String, version: String, checksum: String? = nil, tables: [String: TableSchema]
  ) {
    self.name = name
    self.version = version
    self.checksum = checksum
    self.tables = tables
  }

  /// The schema that typed rows declare.
  ///
  ///     DatabaseSchema(name: "Zoo", version: "1.0.0", rows: Keeper.self, Animal.self)
  public init<each R: Row>(name: String, version: String, rows: repeat (each R).Type) {
    var tables: [String: TableSchema] = [:]
    for table in repeat (each R).table { tables[table.name] = table.schema }
    self.init(name: name, version: version, tables: tables)
  }
}
