public import JSON

extension JSONElement {
  /// Calls `body` with each atom of a <set>, or with the one that stands bare (RFC 7047 5.1).
  @inlinable
  func forEachAtom(
    reserve: (Int) -> Void, body: (JSONElement) throws(WireError) -> Void
  ) throws(WireError) {
    guard let atoms = tagged("set") else { return try body(self) }
    guard atoms.kind == .array else { throw WireError(expected: "a set", found: self) }
    reserve(atoms.count)
    try atoms.forEachElement(body)
  }

  /// Calls `body` with each pair of a <map> (RFC 7047 5.1).
  @inlinable
  func forEachPair(
    reserve: (Int) -> Void, body: (JSONElement, JSONElement) throws(WireError) -> Void
  ) throws(WireError) {
    guard let pairs = tagged("map"), pairs.kind == .array else {
      throw WireError(expected: "a map", found: self)
    }
    reserve(pairs.count)
    try pairs.forEachElement { pair throws(WireError) in
      guard pair.count == 2, let key = pair[0], let value = pair[1] else {
        throw WireError(expected: "a pair of key and value", found: pair)
      }
      try body(key, value)
    }
  }
}

extension UUID {
  /// The UUID that a string is, as the names of rows in <table-updates> are; `nil` of any other value.
  /// No string is made of it.
  @inlinable
  public init?(_ element: JSONElement) {
    guard case .some(.some(let uuid)) = element.withUTF8({ UUID(utf8: $0) }) else { return nil }
    self = uuid
  }
}
