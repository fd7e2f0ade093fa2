public import JSON

extension Table {
  /// Sets the properties that a <row> on the wire mentions; columns that `R` does not have are skipped.
  ///
  /// Throws at the first value of another type than its column's; what came before it is set.
  @inlinable
  public func decode(_ wire: JSONElement, into row: inout R) throws(WireError) {
    try forEachColumn(in: wire) { position, value throws(WireError) in
      try columns[position].decodeValue(value, &row)
    }
  }

  /// Changes the properties that a "modify" of update2 or update3 mentions; columns that `R` does not
  /// have are skipped.
  ///
  /// Throws at the first value of another type than its column's; what came before it is changed.
  @inlinable
  public func apply(difference wire: JSONElement, to row: inout R) throws(WireError) {
    try forEachColumn(in: wire) { position, value throws(WireError) in
      try columns[position].applyDifference(value, &row)
    }
  }

  /// The columns of a row that an insertion must mention: those not at their defaults.
  public func json(of row: R) -> [String: JSON] {
    var members: [String: JSON] = [:]
    for column in columns where !column.isDefault(in: row) {
      members[column.name] = column.json(of: row)
    }
    return members
  }

  /// Calls `body` with the position of each column that the <row> mentions, and its value.
  ///
  /// A server writes the columns of every row in one order, so the search for a name begins behind the
  /// column found last, and makes no string of it.
  @inlinable
  func forEachColumn(
    in wire: JSONElement, _ body: (_ position: Int, JSONElement) throws(WireError) -> Void
  ) throws(WireError) {
    guard wire.kind == .object else { throw WireError(expected: "a row", found: wire) }
    var position = 0
    try wire.forEachPair { name, value throws(WireError) in
      for _ in names.indices {
        let candidate = position
        position = position + 1 < names.count ? position + 1 : 0
        if name.isString(equalTo: names[candidate]) { return try body(candidate, value) }
      }
    }
  }
}
