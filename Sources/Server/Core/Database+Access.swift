internal import Database
internal import OVSDB

extension Database {
  /// The columns of a table; nil if there is no such table.
  func layout(of table: String) -> TableLayout? { tables[table]?.layout }

  /// Calls `body` with each row of a table.
  func forEachRow(of table: String, _ body: (UUID, DatabaseRow) -> Void) {
    guard let rows = tables[table]?.rows else { return }
    for (uuid, row) in rows { body(uuid, row) }
  }
}

extension RowChange {
  /// What this change and then a later one of the same row do together.
  func followed(by later: RowChange) -> RowChange {
    var change = self
    change.new = later.new
    return change
  }
}
