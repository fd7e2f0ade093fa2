public import JSON

extension ColumnType {
  /// Reads a <type>: a <base-type>'s name, or an object of key, value, minimum and maximum.
  ///
  /// Throws what is not one.
  public init(wire: JSONElement) throws(SchemaError) {
    guard wire.kind == .object else {
      self.init(key: try BaseType(wire: wire))
      return
    }
    var reader = try SchemaReader(wire, of: "a type")
    let key = try BaseType(wire: try reader.required("key"))
    var value: BaseType?
    if let wire = reader.optional("value") { value = try BaseType(wire: wire) }
    let minimum = try reader.optionalInteger("min", in: 0...1) ?? 1
    let maximum = try Self.maximum(reader.optional("max"))
    try reader.finish()
    self.init(key: key, value: value, minimum: minimum, maximum: maximum)
  }

  private static func maximum(_ wire: JSONElement?) throws(SchemaError) -> Int? {
    guard let wire else { return 1 }
    if wire.isString(equalTo: "unlimited") { return nil }
    guard let value = wire.integer, value >= 1, let maximum = Int(exactly: value) else {
      throw SchemaError("\"max\" must be \"unlimited\" or an integer above 0, not \(wire)")
    }
    return maximum
  }

  /// The <type>, as `ovsdb-server` writes it: only what differs from the defaults.
  public var json: JSON {
    if isScalar, case .string(let name) = key.json { return .string(name) }
    var members: [String: JSON] = ["key": key.json]
    members["value"] = value?.json
    if minimum != 1 { members["min"] = minimum.json }
    if maximum != 1 { members["max"] = maximum.map(\.json) ?? "unlimited" }
    return .object(members)
  }
}
