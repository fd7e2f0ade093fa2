public import JSON

extension BaseType {
  /// Reads a <base-type>: the name of an atomic type, or an object with its constraints.
  ///
  /// Throws what is not one, constraints of another type included.
  public init(wire: JSONElement) throws(SchemaError) {
    if let name = wire.string {
      self = try BaseType(named: name)
      return
    }
    var reader = try SchemaReader(wire, of: "a base type")
    guard let name = try reader.required("type").string else {
      throw SchemaError("\"type\" must be a string")
    }
    switch try BaseType(named: name) {
    case .integer: self = .integer(try NumberConstraint(integers: &reader))
    case .real: self = .real(try NumberConstraint(reals: &reader))
    case .boolean: self = .boolean(oneOf: try reader.optionalSet("enum"))
    case .string: self = .string(try StringConstraint(&reader))
    case .uuid: self = .uuid(try UUIDConstraint(&reader))
    }
    try reader.finish()
  }

  private init(named name: String) throws(SchemaError) {
    switch name {
    case "integer": self = .integer()
    case "real": self = .real()
    case "boolean": self = .boolean()
    case "string": self = .string()
    case "uuid": self = .uuid()
    default: throw SchemaError("\"\(name)\" is not an atomic type")
    }
  }

  /// The RFC's name of the type.
  public var name: String {
    switch self {
    case .integer: "integer"
    case .real: "real"
    case .boolean: "boolean"
    case .string: "string"
    case .uuid: "uuid"
    }
  }

  /// The <base-type>, as `ovsdb-server` writes it: the bare name if there is no constraint.
  public var json: JSON {
    let constraints =
      switch self {
      case .integer(let constraint): constraint?.members("minInteger", "maxInteger") ?? [:]
      case .real(let constraint): constraint?.members("minReal", "maxReal") ?? [:]
      case .boolean(let values): values.map { ["enum": $0.json] } ?? [:]
      case .string(let constraint): constraint?.members ?? [:]
      case .uuid(let constraint): constraint?.members ?? [:]
      }
    guard !constraints.isEmpty else { return .string(name) }
    return .object(constraints.merging(["type": .string(name)]) { own, _ in own })
  }
}

extension NumberConstraint {
  fileprivate init?(
    minimum: Number?, maximum: Number?, values: Set<Number>?
  ) throws(SchemaError) where Number: Comparable {
    if let values {
      guard minimum == nil, maximum == nil else {
        throw SchemaError("\"enum\" excludes a minimum and a maximum")
      }
      self = .oneOf(values)
    } else if minimum != nil || maximum != nil {
      if let minimum, let maximum, minimum > maximum {
        throw SchemaError("minimum \(minimum) is above maximum \(maximum)")
      }
      self = .range(minimum: minimum, maximum: maximum)
    } else {
      return nil
    }
  }

  fileprivate func members(_ minimumName: String, _ maximumName: String) -> [String: JSON]
  where Number: AtomicValue {
    switch self {
    case .oneOf(let values): return ["enum": values.json]
    case .range(let minimum, let maximum):
      var members: [String: JSON] = [:]
      members[minimumName] = minimum?.json
      members[maximumName] = maximum?.json
      return members
    }
  }
}

extension NumberConstraint<Int> {
  fileprivate init?(integers reader: inout SchemaReader) throws(SchemaError) {
    try self.init(
      minimum: try reader.optionalInteger("minInteger"),
      maximum: try reader.optionalInteger("maxInteger"), values: try reader.optionalSet("enum"))
  }
}

extension NumberConstraint<Double> {
  fileprivate init?(reals reader: inout SchemaReader) throws(SchemaError) {
    try self.init(
      minimum: try reader.optionalReal("minReal"), maximum: try reader.optionalReal("maxReal"),
      values: try reader.optionalSet("enum"))
  }
}

extension StringConstraint {
  fileprivate init?(_ reader: inout SchemaReader) throws(SchemaError) {
    let lengths = 0...Int(UInt32.max)
    let minimum = try reader.optionalInteger("minLength", in: lengths)
    let maximum = try reader.optionalInteger("maxLength", in: lengths)
    if let values: Set<String> = try reader.optionalSet("enum") {
      guard minimum == nil, maximum == nil else {
        throw SchemaError("\"enum\" excludes a minimum and a maximum")
      }
      self = .oneOf(values)
    } else if minimum != nil || maximum != nil {
      if let minimum, let maximum, minimum > maximum {
        throw SchemaError("minimum \(minimum) is above maximum \(maximum)")
      }
      self = .length(minimum: minimum, maximum: maximum)
    } else {
      return nil
    }
  }

  fileprivate var members: [String: JSON] {
    switch self {
    case .oneOf(let values): return ["enum": values.json]
    case .length(let minimum, let maximum):
      var members: [String: JSON] = [:]
      members["minLength"] = minimum?.json
      members["maxLength"] = maximum?.json
      return members
    }
  }
}

extension UUIDConstraint {
  fileprivate init?(_ reader: inout SchemaReader) throws(SchemaError) {
    let strength = try reader.optionalString("refType")
    let table = try reader.optionalString("refTable")
    let values: Set<UUID>? = try reader.optionalSet("enum")
    switch (table, values) {
    case (nil, nil):
      guard strength == nil else { throw SchemaError("\"refType\" without \"refTable\"") }
      return nil
    case (nil, let values?): self = .oneOf(values)
    case (_?, _?): throw SchemaError("\"enum\" excludes \"refTable\"")
    case (let table?, nil):
      guard let strength = ReferenceStrength(rawValue: strength ?? "strong") else {
        throw SchemaError("\"refType\" must be \"strong\" or \"weak\"")
      }
      self = .reference(table: table, strength)
    }
  }

  fileprivate var members: [String: JSON] {
    switch self {
    case .oneOf(let values): ["enum": values.json]
    case .reference(let table, .strong): ["refTable": .string(table)]
    case .reference(let table, .weak): ["refTable": .string(table), "refType": "weak"]
    }
  }
}
