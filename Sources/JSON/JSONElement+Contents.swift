extension JSONElement {
  /// Calls `body` with each element of an array, in order; with none if this is not an array.
  @inlinable
  public func forEachElement<E: Error>(
    _ body: (JSONElement) throws(E) -> Void
  ) throws(E) {
    let token = token
    guard token.kind == .array else { return }
    var index = index + 1
    for _ in 0..<token.count {
      try body(JSONElement(storage: storage, index: index))
      index += storage.tape[index].extent
    }
  }

  /// Calls `body` with each member of an object, in the order of the text, one that is there twice
  /// twice; with none if this is not an object.
  @inlinable
  public func forEachMember<E: Error>(
    _ body: (String, JSONElement) throws(E) -> Void
  ) throws(E) {
    try forEachPair { name, value throws(E) in try body(name.string ?? "", value) }
  }

  /// As `forEachMember`, with the name as a view: no string is made of it.
  @inlinable
  public func forEachPair<E: Error>(
    _ body: (_ name: JSONElement, _ value: JSONElement) throws(E) -> Void
  ) throws(E) {
    let token = token
    guard token.kind == .object else { return }
    var index = index + 1
    for _ in 0..<token.count {
      try body(
        JSONElement(storage: storage, index: index), JSONElement(storage: storage, index: index + 1)
      )
      index += 1 + storage.tape[index + 1].extent
    }
  }

  /// The member of that name, or `nil` if there is none or this is not an object.
  ///
  /// Takes time in proportion to the members.  Of two with one name the last counts.
  public subscript(key: String) -> JSONElement? {
    var found: JSONElement?
    forEachPair { name, value in if name.isString(equalTo: key) { found = value } }
    return found
  }

  /// The element at `index`, or `nil` if there is none or this is not an array.
  ///
  /// Takes time in proportion to the index.
  @inlinable
  public subscript(index: Int) -> JSONElement? {
    let token = token
    guard token.kind == .array, (0..<token.count).contains(index) else { return nil }
    var entry = self.index + 1
    for _ in 0..<index { entry += storage.tape[entry].extent }
    return JSONElement(storage: storage, index: entry)
  }

  /// The second element of an array of two whose first is the string `tag`, as the uuid's text in
  /// `["uuid", "…"]`; `nil` of any other value.
  @inlinable
  public func tagged(_ tag: String) -> JSONElement? {
    let token = token
    guard token.kind == .array, token.count == 2,
      JSONElement(storage: storage, index: index + 1).isString(equalTo: tag)
    else { return nil }
    // A string takes one entry of the tape.
    return JSONElement(storage: storage, index: index + 2)
  }
}
