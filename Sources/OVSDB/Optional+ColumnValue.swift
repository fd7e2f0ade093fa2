public import JSON

/// A column of at most one value: a <set> of none or one.
extension Optional: ColumnValue where Wrapped: AtomicValue {
  @inlinable public static var columnType: ColumnType {
    ColumnType(key: Wrapped.baseType, minimum: 0, maximum: 1)
  }

  @inlinable public static var defaultValue: Self { nil }

  /// Throws if there is more than one element, or one of another type.
  @inlinable
  public init(wire: JSONElement) throws(WireError) {
    guard let elements = wire.tagged("set") else {
      self = .some(try Wrapped(atom: wire))
      return
    }
    guard elements.kind == .array, elements.count <= 1 else {
      throw WireError(expected: "at most one value", found: wire)
    }
    guard let only = elements[0] else {
      self = nil
      return
    }
    self = .some(try Wrapped(atom: only))
  }

  public var json: JSON { self?.json ?? .set([]) }
}
