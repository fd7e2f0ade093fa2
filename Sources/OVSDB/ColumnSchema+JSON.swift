public import JSON

extension ColumnSchema {
  /// Reads a <column-schema>.  Throws what is not one.
  public init(wire: JSONElement) throws(SchemaError) {
    var reader = try SchemaReader(wire, of: "a column schema")
    let type = try ColumnType(wire: try reader.required("type"))
    let isEphemeral = try reader.optionalBoolean("ephemeral") ?? false
    let isMutable = try reader.optionalBoolean("mutable") ?? true
    try reader.finish()
    self.init(type: type, isEphemeral: isEphemeral, isMutable: isMutable)
  }

  /// The <column-schema>, as `ovsdb-server` writes it: only what differs from the defaults.
  public var json: JSON {
    var members: [String: JSON] = ["type": type.json]
    if isEphemeral { members["ephemeral"] = true }
    if !isMutable { members["mutable"] = false }
    return .object(members)
  }
}
