internal import Database
internal import JSON
internal import OVSDB

/// Where a column is in a row, and what it holds there.
struct ColumnPlace {
  let position: Int
  let column: ColumnLayout

  private var type: ColumnType { column.type }

  func isEqual(in old: DatabaseRow, _ new: DatabaseRow) -> Bool { old[position] == new[position] }

  /// Whether the row holds what a column of this type holds that no one has set (RFC 7047 5.2.1).
  func isDefault(in row: DatabaseRow) -> Bool { row[position].isDefault(type) }

  func write(_ row: DatabaseRow, to bytes: inout [UInt8]) {
    row[position].write(type, to: &bytes)
  }

  func writeDifference(_ old: DatabaseRow, _ new: DatabaseRow, to bytes: inout [UInt8]) {
    old[position].difference(to: new[position], type).write(type, to: &bytes)
  }
}
