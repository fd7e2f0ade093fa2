import JSON
import OVSDB

// The operations that read rows: RFC 7047 5.2.2 and 5.2.6.
extension OperationExecutor {
  mutating func select(_ members: inout MemberReader) throws(OperationError) {
    let table = table(&members)
    let condition = members.required("where", .array)
    let columns = members.optional("columns", .array)
    let sort = members.optional("sort", .array)
    try members.check()
    guard let table, let condition else { return }
    let layout = table.layout
    let wanted = try RowCondition(condition, layout, &names)
    let positions = try Self.positions(columns, layout)
    let order = try sort.map { sort throws(OperationError) in try Self.positions(sort, layout) }
    var rows = transaction.rows(of: table, where: wanted).compactMap { table.rows[$0] }
    if !positions.contains(TableLayout.uuid) {
      var seen: Set<[Datum]> = []
      rows.removeAll { !seen.insert($0.values(at: positions)).inserted }
    }
    if let order {
      rows.sort { left, right in
        let position = order.first { left[$0] != right[$0] }
        return position.map { left[$0].compared(to: right[$0]) < 0 } ?? false
      }
    }
    results.write { bytes in
      bytes += #"{"rows":["#.utf8
      for (index, row) in rows.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        row.write(positions, layout, to: &bytes)
      }
      bytes += "]}".utf8
    }
  }

  mutating func wait(_ members: inout MemberReader) throws {
    let timeout = members.optional("timeout", .integer)
    let condition = members.required("where", .array)
    let columns = members.optional("columns", .array)
    let until = members.required("until", .string)
    let rows = members.required("rows", .array)
    let table = table(&members)
    try members.check()
    guard let table, let condition, let until, let rows else { return }
    let layout = table.layout
    let wanted = try RowCondition(condition, layout, &names)
    let positions = try Self.positions(columns, layout)
    if let timeout, let milliseconds = timeout.integer {
      guard milliseconds >= 0 else {
        throw OperationError.syntax("timeout must be nonnegative", timeout)
      }
      limit(to: .milliseconds(milliseconds))
    }
    let isUntilEqual = until.isString(equalTo: "==")
    guard isUntilEqual || until.isString(equalTo: "!=") else {
      throw OperationError.syntax("\"until\" must be \"==\" or \"!=\"", until)
    }
    var expected: Set<[Datum]> = []
    try rows.forEachElement { wire throws(OperationError) in
      expected.insert(try row(wire, layout).row.values(at: positions))
    }
    let actual = Set(
      transaction.rows(of: table, where: wanted)
        .compactMap { table.rows[$0]?.values(at: positions) })
    guard (actual == expected) != isUntilEqual else { return results.write("{}") }
    throw unfulfilled(timeout?.integer)
  }

  private func unfulfilled(_ timeout: Int64?) -> any Error {
    guard let timeout, context.elapsed >= .milliseconds(timeout) else { return Failure.waits }
    let elapsed = context.elapsed / .milliseconds(1)
    return OperationError(
      "timed out",
      elapsed < 1
        ? "\"where\" clause test failed" : "\"wait\" timed out after \(Int64(elapsed)) ms")
  }

  /// The columns that an operation names, or all.
  private static func positions(
    _ wire: JSONElement?, _ layout: TableLayout
  ) throws(OperationError) -> [Int] {
    guard let wire else { return Array(layout.columns.indices) }
    var positions: [Int] = []
    let message = "array of distinct column names expected"
    try wire.forEachElement { element throws(OperationError) in
      guard let name = element.string else { throw .syntax(message, wire) }
      guard let position = layout.position(of: name) else {
        throw .syntax("\(name) is not a valid column name", wire)
      }
      guard !positions.contains(position) else { throw .syntax(message, wire) }
      positions.append(position)
    }
    return positions
  }
}
