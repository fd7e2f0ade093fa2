public import JSON

/// One atom of a column (RFC 7047 5.1): `String`, `Int`, `Double`, `Bool`, `UUID`, an enumeration.
public protocol AtomicValue: ColumnValue, Hashable, Comparable {
  /// The atom's type if its schema declares nothing narrower.
  static var baseType: BaseType { get }

  /// The value of an <atom>.  Throws if it is of another type.
  init(atom: JSONElement) throws(WireError)

  /// A set equal to this one that others hold already, if these are what is shared: texts.
  static func shared(_ set: Set<Self>, in texts: SharedTexts) -> Set<Self>
  /// As ``shared(_:in:)-(Set<Self>,_)``, of a map from these.
  static func shared<Value: AtomicValue>(
    _ map: [Self: Value], in texts: SharedTexts
  ) -> [Self: Value]
  /// As ``shared(_:in:)-(Set<Self>,_)``, of a map from texts to these.
  static func shared(fromTexts map: [String: Self], in texts: SharedTexts) -> [String: Self]
}

extension AtomicValue {
  @inlinable
  public static func shared(_ set: Set<Self>, in texts: SharedTexts) -> Set<Self> { set }

  @inlinable
  public static func shared<Value: AtomicValue>(
    _ map: [Self: Value], in texts: SharedTexts
  ) -> [Self: Value] { map }

  @inlinable
  public static func shared(
    fromTexts map: [String: Self], in texts: SharedTexts
  ) -> [String: Self] { map }
}

extension AtomicValue {
  @inlinable public static var columnType: ColumnType { ColumnType(key: baseType) }

  /// An <atom>, or a <set> of exactly one.
  @inlinable
  public init(wire: JSONElement) throws(WireError) {
    guard let elements = wire.tagged("set") else {
      try self.init(atom: wire)
      return
    }
    guard elements.count == 1, let only = elements[0] else {
      throw WireError(expected: "exactly one value", found: wire)
    }
    try self.init(atom: only)
  }
}

extension String: AtomicValue {
  @inlinable public static var baseType: BaseType { .string() }
  @inlinable public static var defaultValue: String { "" }

  @inlinable
  public init(atom: JSONElement) throws(WireError) {
    guard let value = atom.string else { throw WireError(expected: "a string", found: atom) }
    self = value
  }

  public var json: JSON { .string(self) }

  @inlinable
  public static func shared(_ set: Set<String>, in texts: SharedTexts) -> Set<String> {
    texts.shared(set)
  }

  @inlinable
  public static func shared<Value: AtomicValue>(
    _ map: [String: Value], in texts: SharedTexts
  ) -> [String: Value] { Value.shared(fromTexts: map, in: texts) }

  @inlinable
  public static func shared(
    fromTexts map: [String: String], in texts: SharedTexts
  ) -> [String: String] { texts.shared(map) }
}

extension Int: AtomicValue {
  @inlinable public static var baseType: BaseType { .integer() }
  @inlinable public static var defaultValue: Int { 0 }

  @inlinable
  public init(atom: JSONElement) throws(WireError) {
    guard let integer = atom.integer, let value = Int(exactly: integer) else {
      throw WireError(expected: "an integer of 64 bits", found: atom)
    }
    self = value
  }

  public var json: JSON { .integer(Int64(self)) }
}

extension Double: AtomicValue {
  @inlinable public static var baseType: BaseType { .real() }
  @inlinable public static var defaultValue: Double { 0 }

  @inlinable
  public init(atom: JSONElement) throws(WireError) {
    guard let value = atom.real else { throw WireError(expected: "a real", found: atom) }
    self = value
  }

  public var json: JSON { .real(self) }
}

extension Bool: AtomicValue {
  @inlinable public static var baseType: BaseType { .boolean() }
  @inlinable public static var defaultValue: Bool { false }

  @inlinable
  public init(atom: JSONElement) throws(WireError) {
    guard let value = atom.boolean else { throw WireError(expected: "a boolean", found: atom) }
    self = value
  }

  public var json: JSON { .boolean(self) }
}

// Nobody else gives Bool an order; the sets and maps of OVSDB need one.
// swift-format-ignore: AvoidRetroactiveConformances
extension Bool: @retroactive Comparable {
  /// False before true, as `ovsdb-server` sorts.
  @inlinable public static func < (left: Bool, right: Bool) -> Bool { !left && right }
}

extension UUID: AtomicValue {
  @inlinable public static var baseType: BaseType { .uuid() }
  @inlinable public static var defaultValue: UUID { .zero }

  @inlinable
  public init(atom: JSONElement) throws(WireError) {
    guard let text = atom.tagged("uuid"), let value = UUID(text) else {
      throw WireError(expected: "a uuid", found: atom)
    }
    self = value
  }

  public var json: JSON { .uuid(self) }
}
