import OVSDB

// Weak references: RFC 7047 3.2, "refType", and 5.2 on references to rows that are gone.
extension Transaction {
  /// Takes weak references to rows that are not there out of the columns that hold them; throws if a
  /// column is then emptier than its type allows.
  func removeDanglingReferences() throws(OperationError) {
    let deleted = removeReferencesToDeletedRows()
    for changes in changedTables where !changes.table.layout.weakColumns.isEmpty {
      for place in changes.touched.indices where changes.touched[place].new != nil {
        for column in changes.table.layout.weakColumns {
          try removeNew(place, changes, column, deleted)
        }
      }
    }
  }

  /// How many elements a column lost because the rows they referred to were deleted.
  private typealias Deleted = [Place: Int]

  private struct Place: Hashable {
    /// The table's number.
    let table: Int
    let row: UUID
    let position: Int
  }

  private func removeReferencesToDeletedRows() -> Deleted {
    var counts: Deleted = [:]
    for changes in changedTables {
      for entry in changes.touched where entry.old != nil && entry.new == nil {
        let uuid = entry.uuid
        for referrer in changes.table.referrers[uuid] {
          let source = database.numberedTables[Int(referrer.table)]
          let (position, key) = (Int(referrer.column), referrer.key(to: uuid))
          guard
            source.rows[referrer.row]?[position].refers(
              key, to: uuid, through: source.layout.columns[position].type) ?? false
          else { continue }
          let sources = self.changes(of: source)
          let place = sources.touch(referrer.row)
          sources.remove(key, at: position, place)
          sources.addChanged(place, position)
          counts[
            Place(table: source.number, row: referrer.row, position: position), default: 0] += 1
        }
      }
    }
    return counts
  }

  /// Takes out the references that the transaction added to rows that are not there.
  private func removeNew(
    _ place: Int, _ changes: TableChanges, _ column: ReferenceColumn, _ deleted: Deleted
  ) throws(OperationError) {
    let layout = changes.table.layout
    let position = column.position
    let entry = changes.touched[place]
    guard entry.isChanged(position), let new = entry.new?[position] else { return }
    let old = entry.old?[position] ?? Datum()
    if old.isEmpty, new.isEmpty { return }
    var removed =
      deleted.isEmpty
      ? 0 : deleted[Place(table: changes.table.number, row: entry.uuid, position: position)] ?? 0
    var hasZero = false
    column.forEachTarget(of: old.addedAndRemoved(to: new).added) { table, uuid, key in
      guard database.numberedTables[table].rows[uuid] == nil else { return }
      hasZero = hasZero || uuid == .zero
      if changes.remove(key, at: position, place) { removed += 1 }
    }
    let count = changes.touched[place].new?[position].count ?? 0
    guard removed > 0, count < layout.columns[position].type.minimum else { return }
    throw Self.emptied(
      layout.columns[position].name, layout.name, entry.uuid, removed: removed,
      isInserted: entry.old == nil, hasZero: hasZero)
  }

  private static func emptied(
    _ column: String, _ table: String, _ uuid: UUID, removed: Int, isInserted: Bool, hasZero: Bool
  ) -> OperationError {
    if hasZero, isInserted {
      return .violation(
        "Weak reference column \"\(column)\" in \"\(table)\" row \(uuid) (inserted within this "
          + "transaction) contained all-zeros UUID (probably as the default value for this column) "
          + "but deleting this value caused a constraint volation because this column is not allowed "
          + "to be empty.")
    }
    return .violation(
      "Deletion of \(removed) weak reference(s) to deleted (or never-existing) rows from column "
        + "\"\(column)\" in \"\(table)\" row \(uuid) "
        + (isInserted ? "(inserted within this transaction) " : "")
        + "caused this column to become empty, but constraints on this column disallow an empty "
        + "column.")
  }

  /// Notes to whom a row of the table refers weakly now.
  func updateReferrers(_ change: RowChange, of table: DatabaseTable) {
    for column in table.layout.weakColumns {
      let old = change.old?[column.position] ?? Datum()
      let new = change.new?[column.position] ?? Datum()
      if old != new { updateReferrers(change.uuid, of: table, column, from: old, to: new) }
    }
  }

  private func updateReferrers(
    _ row: UUID, of table: DatabaseTable, _ column: ReferenceColumn, from old: Datum, to new: Datum
  ) {
    let (added, removed) = old.addedAndRemoved(to: new)
    func referrer(_ key: Atom, to target: UUID) -> Referrer {
      Referrer(row, table: table.number, column: column.position, key: key, to: target)
    }
    column.forEachTarget(of: removed) { table, uuid, key in
      database.numberedTables[table].referrers.remove(referrer(key, to: uuid), to: uuid)
    }
    column.forEachTarget(of: added) { table, uuid, key in
      guard uuid != row else { return }
      database.numberedTables[table].referrers.insert(referrer(key, to: uuid), to: uuid)
    }
  }
}

extension TableChanges {
  /// Takes an element out of a column during the commit; whether it was there.
  @discardableResult
  fileprivate func remove(_ key: Atom, at position: Int, _ place: Int) -> Bool {
    guard var row = touched[place].new, row[position].contains(key) else { return false }
    row[position].remove(key)
    set(row, place)
    return true
  }
}

extension Datum {
  /// Whether the element with that key still refers to the row.
  fileprivate func refers(_ key: Atom, to uuid: UUID, through type: ColumnType) -> Bool {
    guard contains(key) else { return false }
    if type.key.reference?.strength == .weak, key.uuid == uuid { return true }
    return value(of: key)?.uuid == uuid
  }
}
