public import JSON

/// A column of pairs: a <map>.
extension Dictionary: ColumnValue where Key: AtomicValue, Value: AtomicValue {
  @inlinable public static var columnType: ColumnType {
    ColumnType(key: Key.baseType, value: Value.baseType, minimum: 0, maximum: nil)
  }

  @inlinable public static var defaultValue: Self { [:] }

  /// Throws if a key or value is of another type, or a key is there twice.
  @inlinable
  public init(wire: JSONElement) throws(WireError) {
    var pairs: [Key: Value] = [:]
    try wire.forEachPair(
      reserve: { pairs.reserveCapacity($0) },
      body: { key, value throws(WireError) in
        let old = pairs.updateValue(try Value(atom: value), forKey: try Key(atom: key))
        if old != nil { throw WireError(expected: "keys that differ", found: key) }
      })
    self = wire.texts.map { Key.shared(pairs, in: $0) } ?? pairs
  }

  public var json: JSON {
    .map(sorted { $0.key < $1.key }.map { ($0.key.json, $0.value.json) })
  }

  /// A pair that both have goes; a key that both have, with another value, gets that value; any other
  /// pair is added (ovsdb-server(7), 4.1.15).
  @inlinable
  public mutating func apply(difference: Self) {
    for (key, value) in difference {
      if self[key] == value { removeValue(forKey: key) } else { self[key] = value }
    }
  }
}
