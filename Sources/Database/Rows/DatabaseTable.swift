public import OVSDB

/// A table's rows, and what is kept to find them and to know who refers to them.
///
/// Rows change while a transaction is executed; indexes and references follow at its commit.
public final class DatabaseTable {
  /// The columns and where they are.
  public let layout: TableLayout
  /// Its place among the database's tables.
  let number: Int
  /// The rows, by UUID.
  public internal(set) var rows: [UUID: DatabaseRow] = [:]
  /// For each index of the schema the row with those values.
  var indexes: [[[Datum]: UUID]]
  /// How many strong references other rows hold to a row; no entry is none.
  var referenceCounts: [UUID: Int] = [:]
  /// Which columns refer weakly to a row.
  var referrers: [UUID: Set<Referrer>] = [:]

  init(layout: TableLayout, number: Int) {
    self.layout = layout
    self.number = number
    indexes = Array(repeating: [:], count: layout.indexes.count)
  }
}

/// An element of a column of another row that refers weakly to a row.
struct Referrer: Hashable {
  let table: String
  let row: UUID
  let column: Int
  /// The element itself, or the key of the pair that it is in.
  let key: Atom
}
