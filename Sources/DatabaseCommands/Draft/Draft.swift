public import Database
public import OVSDB

/// A transaction in the making: the contents of a database, and what commands do to them.
///
/// Commands read what those before them wrote. Nothing is sent before all have run.
public struct Draft: Sendable {
  public let contents: DatabaseContents
  private(set) var changes: [RowReference: RowChange] = [:]
  /// The rows with changes, as they were first touched.
  private(set) var order: [RowReference] = []

  public init(_ contents: DatabaseContents) { self.contents = contents }

  /// The tables there are.
  public var catalog: TableCatalog { contents.catalog }
}

// Reading.
extension Draft {
  /// The rows of a table: those of the database in the order of their UUIDs, then those inserted.
  public func rows(of table: TableDescription) -> [RowReference] {
    let stored = (contents.tables[table.name] ?? [:]).keys.sorted()
      .map { RowReference(table: table.name, uuid: $0) }
    let inserted = order.filter { $0.table == table.name && changes[$0]?.isInserted == true }
    return stored.filter { changes[$0]?.isDeleted != true } + inserted
  }

  /// The row of that UUID, unless there is none, or it was deleted.
  public func row(_ uuid: UUID, of table: TableDescription) -> RowReference? {
    let row = RowReference(table: table.name, uuid: uuid)
    guard let change = changes[row] else {
      return contents.tables[table.name]?[uuid] != nil ? row : nil
    }
    return change.isDeleted ? nil : row
  }

  /// The value that the column has after what was done so far.
  public func value(_ column: TableColumn, of row: RowReference) -> Datum {
    let change = changes[row]
    if let written = change?.written[column] { return written }
    var value = storedValue(column, of: row)
    for amendment in change?.amendments ?? [] where amendment.column == column {
      value.apply(amendment)
    }
    return value
  }

  /// The value that the database holds; for a row it does not have, what no one has set.
  func storedValue(_ column: TableColumn, of row: RowReference) -> Datum {
    contents.tables[row.table]?[row.uuid]?[column.index] ?? Datum(defaultOf: column.type)
  }

  /// Whether the column may be set: always in a row that is new.
  func isMutable(_ column: TableColumn, of row: RowReference) -> Bool {
    column.isMutable || changes[row]?.isInserted == true
  }
}

// Changing.
extension Draft {
  /// Inserts a row; with `uuid` for the time being, or for good if `isPermanent`.
  public mutating func insert(
    into table: TableDescription, uuid: UUID = .random(), isPermanent: Bool = false
  ) -> RowReference {
    let row = RowReference(table: table.name, uuid: uuid)
    touch(row, .inserted(isPermanent: isPermanent))
    return row
  }

  /// Deletes a row. One that lives by references to it is left to the server.
  public mutating func delete(_ row: RowReference) {
    if changes[row]?.isInserted == true {
      changes[row] = nil
      order.removeAll { $0 == row }
    } else {
      touch(row)
      changes[row]?.kind = .deleted
      changes[row]?.written = [:]
      changes[row]?.amendments = []
    }
  }

  /// Sets a column.
  public mutating func write(_ value: Datum, to column: TableColumn, of row: RowReference) {
    touch(row)
    changes[row]?.amendments.removeAll { $0.column == column }
    changes[row]?.written[column] = value
  }

  /// Makes the transaction fail, and the commands run again, if the database has another value for the
  /// column by then.
  public mutating func verify(_ column: TableColumn, of row: RowReference) {
    guard changes[row]?.isInserted != true, changes[row]?.written[column] == nil else { return }
    touch(row)
    changes[row]?.verified.insert(column)
  }

  /// Adds elements to a column, and leaves others that a client may add meanwhile.
  public mutating func add(_ value: Datum, to column: TableColumn, of row: RowReference) {
    amend(row, .init(column: column, mutator: .insert, value: value, type: column.type))
  }

  /// Removes elements from a column, and leaves others that a client may add meanwhile.
  public mutating func remove(_ value: Datum, from column: TableColumn, of row: RowReference) {
    amend(row, .init(column: column, mutator: .delete, value: value, type: column.type))
  }

  /// Sets a key of a map, and leaves the others.
  mutating func set(_ key: Atom, to value: Atom, in column: TableColumn, of row: RowReference) {
    let old = self.value(column, of: row)
    guard old.value(of: key) != value else { return }
    if old.contains(key) {
      let keys = ColumnType.set(of: column.type.key)
      amend(row, .init(column: column, mutator: .delete, value: Datum(key), type: keys))
    }
    var pair = Datum()
    pair.insert(key, value)
    add(pair, to: column, of: row)
  }

  private mutating func amend(_ row: RowReference, _ amendment: RowChange.Amendment) {
    touch(row)
    let column = amendment.column
    let isInserted = changes[row]?.isInserted == true
    if isInserted || changes[row]?.written[column] != nil {
      var value = self.value(column, of: row)
      value.apply(amendment)
      changes[row]?.written[column] = value
    } else {
      changes[row]?.amendments.append(amendment)
    }
  }

  private mutating func touch(_ row: RowReference, _ kind: RowChange.Kind = .changed) {
    guard changes[row] == nil else { return }
    changes[row] = RowChange(kind: kind)
    order.append(row)
  }
}

extension Datum {
  fileprivate mutating func apply(_ amendment: RowChange.Amendment) {
    switch amendment.mutator {
    case .delete where amendment.type.isMap != amendment.column.type.isMap:
      amendment.value.forEachElement { key, _ in remove(key) }
    case .delete: subtract(amendment.value)
    default: formUnion(amendment.value)
    }
  }
}
