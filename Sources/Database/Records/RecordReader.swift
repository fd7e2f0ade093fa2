import JSON
import OVSDB

/// Makes the changes of a journal's record in a transaction.
struct RecordReader {
  let transaction: Transaction
  /// Whether columns of rows that are there are differences.
  let hasDifferences: Bool
  /// Whether columns that the schema does not have are left out.
  let ignoresUnknown: Bool

  /// Reads what a record says of one table.
  func read(_ wire: JSONElement, into table: DatabaseTable) throws(OperationError) {
    guard wire.kind == .object else { throw .syntax("object expected", wire) }
    try wire.forEachPair { name, row throws(OperationError) in
      guard let uuid = UUID(name) else {
        throw .syntax("\"\(name.string ?? "")\" is not a valid UUID", wire)
      }
      if row.kind == .null {
        guard table.rows[uuid] != nil else {
          throw .syntax("transaction deletes row \(uuid) that does not exist", nil)
        }
        transaction.delete(uuid, from: table)
      } else if table.rows[uuid] != nil {
        try transaction.modify(uuid, in: table) { changed throws(OperationError) in
          try read(row, into: &changed, table.layout, hasDifferences: hasDifferences)
        }
      } else {
        var new = table.layout.defaults
        try read(row, into: &new, table.layout, hasDifferences: false)
        transaction.insert(new, uuid, into: table)
      }
    }
  }

  private func read(
    _ wire: JSONElement, into row: inout DatabaseRow, _ layout: TableLayout, hasDifferences: Bool
  ) throws(OperationError) {
    guard wire.kind == .object else { throw .syntax("row must be JSON object", wire) }
    try wire.forEachMember { name, value throws(OperationError) in
      guard let position = layout.position(of: name) else {
        guard ignoresUnknown else { throw .unknownColumn(name, layout, wire) }
        return
      }
      var type = layout.columns[position].type
      guard hasDifferences else {
        row[position] = transaction.database.values.shared(try Datum(value, type))
        return
      }
      let difference: Datum
      if type.isComposite {
        (type.minimum, type.maximum) = (0, nil)
      }
      difference = try Datum(value, type)
      row[position] = try row[position].applying(
        difference: difference, layout.columns[position].type)
    }
  }
}
