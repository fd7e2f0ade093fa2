internal import OVSDB

/// A table's rows, and what is kept to find them and to know who refers to them.
///
/// Rows change while a transaction is executed; indexes and references follow at its commit.
public final class DatabaseTable {
  /// The columns and where they are.
  public let layout: TableLayout
  /// Its place among the database's tables.
  let number: Int
  /// The rows, by UUID.
  public internal(set) var rows: DatabaseRows
  /// Those of the schema, in its order.
  var indexes: [UniqueIndex]
  /// How many strong references other rows hold to a row, where it is not the usual number.
  private var referenceCounts: [UUID: Int] = [:]
  /// Who refers weakly to its rows.
  var referrers = Referrers()

  init(layout: TableLayout, number: Int) {
    self.layout = layout
    self.number = number
    rows = DatabaseRows(like: layout.defaults)
    indexes = layout.indexes.map { UniqueIndex(on: $0, like: layout.defaults) }
  }

  /// How many strong references other rows hold to a row that is there.
  func referenceCount(of uuid: UUID) -> Int { referenceCounts[uuid] ?? usualReferenceCount }

  /// Notes how many strong references other rows hold to a row; none to one that is gone.
  func setReferenceCount(_ count: Int, of uuid: UUID) {
    referenceCounts[uuid] = count == 0 || count == usualReferenceCount ? nil : count
  }

  /// Outside the root set a row that is there is referred to, nearly always by one other.
  private var usualReferenceCount: Int { layout.schema.isRoot ? 0 : 1 }
}
