public import JSON

extension DatabaseSchema {
  /// Reads a <database-schema>, a `get_schema` reply or an .ovsschema file.
  ///
  /// Throws what is not one.  If no table says that it is in the root set, all are (RFC 7047 3.2).
  public init(wire: JSONElement) throws(SchemaError) {
    var reader = try SchemaReader(wire, of: "a database schema")
    guard let name = try reader.optionalString("name"), SchemaName.isValid(name) else {
      throw SchemaError("\"name\" must be a valid name")
    }
    let version = try reader.optionalString("version") ?? ""
    let checksum = try reader.optionalString("cksum")
    var tables = try Self.tables(try reader.required("tables"))
    try reader.finish()
    if !tables.values.contains(where: \.isRoot) {
      for name in tables.keys { tables[name]?.isRoot = true }
    }
    self.init(name: name, version: version, checksum: checksum, tables: tables)
  }

  private static func tables(_ wire: JSONElement) throws(SchemaError) -> [String: TableSchema] {
    guard wire.kind == .object else { throw SchemaError("\"tables\" must be an object") }
    var tables: [String: TableSchema] = [:]
    try wire.forEachMember { name, wire throws(SchemaError) in
      guard SchemaName.isValid(name), !name.hasPrefix("_") else {
        throw SchemaError("\"\(name)\" is no name for a table")
      }
      do throws(SchemaError) { tables[name] = try TableSchema(wire: wire) } catch {
        throw error.within("table \(name)")
      }
    }
    return tables
  }

  /// The <database-schema>, as `ovsdb-server` writes it.
  public var json: JSON {
    let allRoot = tables.values.allSatisfy(\.isRoot)
    var members: [String: JSON] = ["name": .string(name)]
    if !version.isEmpty { members["version"] = .string(version) }
    members["cksum"] = checksum?.json
    members["tables"] = .object(tables.mapValues { $0.json(rootByDefault: allRoot) })
    return .object(members)
  }

  /// The text of an .ovsschema file.
  public var fileText: String { json.prettyDescription + "\n" }
}
