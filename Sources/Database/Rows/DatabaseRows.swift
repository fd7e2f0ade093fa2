public import OVSDB

/// The rows of a table by their UUIDs, as a dictionary would have them.
public struct DatabaseRows: Sendable {
  private var rows: HashedRows

  /// No rows of the table in which `row` is one of which nothing has been set.
  init(like row: DatabaseRow) { rows = HashedRows(like: row) }

  /// How many there are.
  public var count: Int { rows.count }

  /// Whether there are none.
  public var isEmpty: Bool { rows.count == 0 }

  /// The rows, in no particular order.
  public var values: some Sequence<DatabaseRow> { rows }

  /// Their UUIDs, in the same order.
  public var keys: some Sequence<UUID> { rows.lazy.map(\.uuid) }

  /// The row of that UUID; setting it to `nil` removes it.
  public internal(set) subscript(uuid: UUID) -> DatabaseRow? {
    get { place(of: uuid).map { rows[$0] } }
    set {
      guard var row = newValue else {
        if let place = place(of: uuid) { rows.remove(at: place) }
        return
      }
      // It is found by what it holds, whatever was read into it.
      if row.uuid != uuid { row[TableLayout.uuid] = Datum(.uuid(uuid)) }
      if let place = place(of: uuid) {
        rows[place] = row
      } else {
        rows.insert(row, under: uuid.hashValue)
      }
    }
  }

  private func place(of uuid: UUID) -> Int? {
    rows.place(of: uuid.hashValue) { $0.uuid == uuid }
  }
}

extension DatabaseRows: Sequence {
  public func makeIterator() -> some IteratorProtocol<(key: UUID, value: DatabaseRow)> {
    rows.lazy.map { (key: $0.uuid, value: $0) }.makeIterator()
  }
}
