public import JSON
public import OVSDB

extension Datum {
  /// Reads a <value> of a column of that type, as a schema's own tools would: no named rows.
  public init(_ wire: JSONElement, _ type: ColumnType) throws(OperationError) {
    var names: NamedRows?
    self = try Datum(wire, type, &names)
  }

  /// Reads a <value>.  Throws what the type or its constraints exclude, and elements given twice.
  init(
    _ wire: JSONElement, _ type: ColumnType, _ names: inout NamedRows?
  ) throws(OperationError) {
    if let value = type.value {
      try self.init(pairs: wire, type, value, &names)
    } else if wire.kind == .array, wire[0]?.isString(equalTo: "set") ?? false {
      try self.init(set: wire, type, &names)
    } else {
      self.init(try Atom(wire, type.key, &names))
    }
  }

  private init(
    set wire: JSONElement, _ type: ColumnType, _ names: inout NamedRows?
  ) throws(OperationError) {
    let atoms = try Self.contents(of: wire, "set", type)
    var keys: [Atom] = []
    keys.reserveCapacity(atoms.count)
    try atoms.forEachElement { wire throws(OperationError) in
      keys.append(try Atom(wire, type.key, &names))
    }
    if !keys.isStrictlyAscending {
      keys.sort()
      guard keys.isStrictlyAscending else {
        throw OperationError("ovsdb error", "set contains duplicate")
      }
    }
    self.init(sortedKeys: keys, values: [])
  }

  private init(
    pairs wire: JSONElement, _ type: ColumnType, _ valueType: BaseType,
    _ names: inout NamedRows?
  ) throws(OperationError) {
    let elements = try Self.contents(of: wire, "map", type)
    var pairs: [(key: Atom, value: Atom)] = []
    pairs.reserveCapacity(elements.count)
    try elements.forEachElement { pair throws(OperationError) in
      guard pair.kind == .array, pair.count == 2, let key = pair[0], let value = pair[1] else {
        throw .syntax("expected 2-element array", pair)
      }
      pairs.append((try Atom(key, type.key, &names), try Atom(value, valueType, &names)))
    }
    pairs.sort { $0.key < $1.key }
    let keys = pairs.map(\.key)
    guard keys.isStrictlyAscending else {
      throw OperationError("ovsdb error", "map contains duplicate key")
    }
    self.init(sortedKeys: keys, values: pairs.map(\.value))
  }

  /// What is in `["set", […]]` or `["map", […]]`, of a count that the type allows.
  private static func contents(
    of wire: JSONElement, _ tag: String, _ type: ColumnType
  ) throws(OperationError) -> JSONElement {
    guard let contents = wire.tagged(tag), contents.kind == .array else {
      throw .syntax("expected [\"\(tag)\", <array>]", wire)
    }
    let count = contents.count
    guard !type.allows(count: count) else { return contents }
    if type.minimum == 1, type.maximum == 1 {
      throw .syntax("\(tag) must have exactly one member but \(count) are present", wire)
    }
    let maximum = type.maximum ?? Int(UInt32.max)
    throw .syntax(
      "\(tag) must have \(type.minimum) to \(maximum) members but \(count) are present", wire)
  }

  /// The <value>: a set's one atom stands bare, and atoms are in order.
  public func json(_ type: ColumnType) -> JSON {
    if case .atom(let atom) = storage { return atom.json }
    var elements: [JSON] = []
    elements.reserveCapacity(count)
    forEachElement { key, value in
      elements.append(value.map { .array([key.json, $0.json]) } ?? key.json)
    }
    return .array([type.isMap ? "map" : "set", .array(elements)])
  }
}

extension [Atom] {
  fileprivate var isStrictlyAscending: Bool {
    guard count > 1 else { return true }
    for index in 1..<count where self[index - 1] >= self[index] { return false }
    return true
  }
}

extension Datum {
  /// What a column of that type holds that no one has set: RFC 7047 5.2.1.
  public init(defaultOf type: ColumnType) {
    guard type.minimum > 0 else {
      storage = .empty
      return
    }
    let key = Atom(defaultOf: type.key)
    if let value = type.value {
      storage = .elements(Elements(keys: [key], values: [Atom(defaultOf: value)]))
    } else {
      storage = .atom(key)
    }
  }

  /// Whether this is what a column of that type holds that no one has set.
  public func isDefault(_ type: ColumnType) -> Bool {
    guard type.minimum > 0 else { return isEmpty }
    guard count == 1 else { return false }
    var isDefault = true
    forEachElement { key, value in isDefault = key.isDefault && value?.isDefault ?? true }
    return isDefault
  }

  /// Throws if an element is not one that the constraints of the type allow.
  func check(_ type: ColumnType) throws(OperationError) {
    try forEachElement { key, value throws(OperationError) in
      try key.check(type.key)
      if let value, let valueType = type.value { try value.check(valueType) }
    }
  }
}
