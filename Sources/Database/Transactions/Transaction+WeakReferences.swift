import OVSDB

// Weak references: RFC 7047 3.2, "refType", and 5.2 on references to rows that are gone.
extension Transaction {
  /// Takes weak references to rows that are not there out of the columns that hold them; throws if a
  /// column is then emptier than its type allows.
  func removeDanglingReferences() throws(OperationError) {
    let deleted = removeReferencesToDeletedRows()
    for changes in changedTables where !changes.table.layout.weakColumns.isEmpty {
      for uuid in changes.order where changes.table.rows[uuid] != nil {
        for position in changes.table.layout.weakColumns {
          try removeNew(uuid, changes, position, deleted)
        }
      }
    }
  }

  /// How many elements a column lost because the rows they referred to were deleted.
  private typealias Deleted = [Place: Int]

  private struct Place: Hashable {
    let table: String
    let row: UUID
    let position: Int
  }

  private func removeReferencesToDeletedRows() -> Deleted {
    var counts: Deleted = [:]
    for changes in changedTables {
      for uuid in changes.order
      where changes.touched[uuid]?.old != nil && changes.table.rows[uuid] == nil {
        for referrer in changes.table.referrers[uuid] ?? [] {
          guard let source = database.tables[referrer.table],
            source.rows[referrer.row]?[referrer.column].refers(
              referrer.key, to: uuid,
              through: source.layout.columns[referrer.column].type) ?? false
          else { continue }
          modify(referrer.row, in: source) { $0[referrer.column].remove(referrer.key) }
          self.changes(of: source).addChanged(referrer.row, referrer.column)
          counts[
            Place(table: referrer.table, row: referrer.row, position: referrer.column), default: 0] +=
            1
        }
      }
    }
    return counts
  }

  /// Takes out the references that the transaction added to rows that are not there.
  private func removeNew(
    _ uuid: UUID, _ changes: TableChanges, _ position: Int, _ deleted: Deleted
  ) throws(OperationError) {
    let layout = changes.table.layout
    let type = layout.columns[position].type
    guard let entry = changes.touched[uuid], entry.changed.contains(position),
      let row = changes.table.rows[uuid]
    else { return }
    let added = (entry.old?[position] ?? Datum()).addedAndRemoved(to: row[position]).added
    var removed = deleted[Place(table: layout.name, row: uuid, position: position)] ?? 0
    var hasZero = false
    for target in targets(of: added, type, .weak) where target.table.rows[target.uuid] == nil {
      hasZero = hasZero || target.uuid == .zero
      if changes.table.rows[uuid]?[position].contains(target.key) ?? false {
        changes.table.rows[uuid]?[position].remove(target.key)
        removed += 1
      }
    }
    let count = changes.table.rows[uuid]?[position].count ?? 0
    guard removed > 0, count < type.minimum else { return }
    throw Self.emptied(
      layout.columns[position].name, layout.name, uuid, removed: removed,
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

  /// Notes who refers weakly to whom now.
  func updateReferrers(_ changes: [RowChange]) {
    for change in changes {
      guard let table = database.tables[change.table] else { continue }
      for position in table.layout.weakColumns where change.changed.contains(position) {
        let type = table.layout.columns[position].type
        let (added, removed) = (change.old?[position] ?? Datum())
          .addedAndRemoved(to: change.new?[position] ?? Datum())
        for target in targets(of: removed, type, .weak) {
          let referrer = Referrer(
            table: change.table, row: change.uuid, column: position, key: target.key)
          target.table.referrers[target.uuid]?.remove(referrer)
          if target.table.referrers[target.uuid]?.isEmpty ?? false {
            target.table.referrers[target.uuid] = nil
          }
        }
        for target in targets(of: added, type, .weak) where target.uuid != change.uuid {
          let referrer = Referrer(
            table: change.table, row: change.uuid, column: position, key: target.key)
          target.table.referrers[target.uuid, default: []].insert(referrer)
        }
      }
    }
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
