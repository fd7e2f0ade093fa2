/// The rows of a table by the values of some columns, which no two have in common: RFC 7047 3.2,
/// "indexes".
///
/// It holds the rows themselves, so that it needs no copy of their values.
struct UniqueIndex: Sendable {
  private let columns: [Int]
  private var rows: HashedRows

  /// An index, without rows, of the columns at those positions in a table in which `row` is one of
  /// which nothing has been set.
  init(on columns: [Int], like row: DatabaseRow) {
    self.columns = columns
    rows = HashedRows(like: row)
  }

  /// The row with those values, in the order of the columns.
  func row(with values: [Datum]) -> DatabaseRow? {
    rows.place(of: values.hashValue) { row in
      zip(columns, values).allSatisfy { row[$0] == $1 }
    }.map { rows[$0] }
  }

  /// Takes in a row with whose values none is there; if one is, returns that, and nothing is changed.
  @discardableResult
  mutating func insert(_ row: DatabaseRow) -> DatabaseRow? {
    let values = row.values(at: columns)
    if let other = self.row(with: values) { return other }
    rows.insert(row, under: values.hashValue)
    return nil
  }

  /// Takes out a row, if it is there.
  mutating func remove(_ row: DatabaseRow) {
    let place = rows.place(of: row.values(at: columns).hashValue) { $0.uuid == row.uuid }
    if let place { rows.remove(at: place) }
  }
}
