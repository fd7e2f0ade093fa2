import CompactCollections

/// Rows of a table, found by the hash of something that they hold, which is not kept beside them.
///
/// Rows that differ may have one hash: whoever looks for a row says how it is known.
struct HashedRows: Sendable {
  private var cells = HashTable<[DatabaseRow.Cell]>(filler: [])
  private let defaults: [Datum]

  /// No rows of the table in which `row` is one of which nothing has been set.
  init(like row: DatabaseRow) { defaults = row.defaults }

  /// How many there are.
  var count: Int { cells.count }

  /// The row at a place that ``place(of:where:)`` gave.
  subscript(place: Int) -> DatabaseRow {
    get { row(cells[place]) }
    set { cells[place] = newValue.cells }
  }

  /// Where the row is that has that hash and is the one meant; until rows come or go.
  func place(of hash: Int, where isMeant: (DatabaseRow) -> Bool) -> Int? {
    cells.place(of: hash) { isMeant(row($0)) }
  }

  /// Takes in a row that is not there.
  mutating func insert(_ row: DatabaseRow, under hash: Int) { cells.insert(row.cells, under: hash) }

  /// Takes out the row at a place.
  mutating func remove(at place: Int) { cells.remove(at: place) }

  private func row(_ cells: [DatabaseRow.Cell]) -> DatabaseRow {
    DatabaseRow(defaults: defaults, cells: cells)
  }
}

extension HashedRows: Sequence {
  func makeIterator() -> some IteratorProtocol<DatabaseRow> {
    cells.all.lazy.map { [defaults] in DatabaseRow(defaults: defaults, cells: $0) }.makeIterator()
  }
}
