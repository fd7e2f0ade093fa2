public import JSON

/// A column of any number of values: a <set>.
extension Set: ColumnValue where Element: AtomicValue {
  @inlinable public static var columnType: ColumnType {
    ColumnType(key: Element.baseType, minimum: 0, maximum: nil)
  }

  @inlinable public static var defaultValue: Self { [] }

  /// Throws if an element is of another type, or there twice.
  @inlinable
  public init(wire: JSONElement) throws(WireError) {
    var elements: Set<Element> = []
    try wire.forEachAtom(
      reserve: { elements.reserveCapacity($0) },
      body: { atom throws(WireError) in
        guard elements.insert(try Element(atom: atom)).inserted else {
          throw WireError(expected: "elements that differ", found: atom)
        }
      })
    self = wire.texts.map { Element.shared(elements, in: $0) } ?? elements
  }

  public var json: JSON { .set(sorted().map(\.json)) }

  /// The symmetric difference: what is in both goes, what is in one of them stays.
  @inlinable
  public mutating func apply(difference: Self) {
    for element in difference where remove(element) == nil { insert(element) }
  }
}
