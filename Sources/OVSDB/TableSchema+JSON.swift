import JSON

extension TableSchema {
  /// Reads a <table-schema>; `isRoot` as written, false if it is not.  Throws what is not one.
  init(wire: JSONElement) throws(SchemaError) {
    var reader = try SchemaReader(wire, of: "a table schema")
    let columns = try Self.columns(try reader.required("columns"))
    let isRoot = try reader.optionalBoolean("isRoot") ?? false
    let maxRows = try reader.optionalInteger("maxRows", in: 1...Int(UInt32.max))
    let indexes = try Self.indexes(reader.optional("indexes"), of: columns)
    try reader.finish()
    self.init(columns: columns, isRoot: isRoot, maxRows: maxRows, indexes: indexes)
  }

  private static func columns(_ wire: JSONElement) throws(SchemaError) -> [String: ColumnSchema] {
    guard wire.kind == .object else { throw SchemaError("\"columns\" must be an object") }
    var columns: [String: ColumnSchema] = [:]
    try wire.forEachMember { name, wire throws(SchemaError) in
      guard SchemaName.isValid(name), !name.hasPrefix("_") else {
        throw SchemaError("\"\(name)\" is no name for a column")
      }
      do throws(SchemaError) { columns[name] = try ColumnSchema(wire: wire) } catch {
        throw error.within("column \(name)")
      }
    }
    return columns
  }

  private static func indexes(
    _ wire: JSONElement?, of columns: [String: ColumnSchema]
  ) throws(SchemaError) -> [[String]] {
    guard let wire else { return [] }
    guard wire.kind == .array else { throw SchemaError("\"indexes\" must be an array") }
    var indexes: [[String]] = []
    try wire.forEachElement { element throws(SchemaError) in
      let names = element.json.arrayValue?.compactMap(\.stringValue) ?? []
      guard element.kind == .array, !names.isEmpty, names.count == element.count,
        names.allSatisfy({ columns[$0] != nil }), Set(names).count == names.count
      else { throw SchemaError("\(element) is no list of different columns to make an index of") }
      indexes.append(names)
    }
    return indexes
  }

  /// The <table-schema>, as `ovsdb-server` writes it.
  ///
  /// `isRoot` is left out where it is what a reader assumes: true if every table of the schema is in
  /// the root set, else false.
  func json(rootByDefault: Bool) -> JSON {
    var members: [String: JSON] = ["columns": .object(columns.mapValues(\.json))]
    if isRoot != rootByDefault { members["isRoot"] = .boolean(isRoot) }
    members["maxRows"] = maxRows?.json
    if !indexes.isEmpty { members["indexes"] = .array(indexes.map { .array($0.map(\.json)) }) }
    return .object(members)
  }
}
