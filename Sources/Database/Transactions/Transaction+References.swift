import OVSDB

// Strong references: RFC 7047 3.2, "refType", and 5.2 on rows outside the root set.
extension Transaction {
  /// Counts anew the references to each row that a change added or removed, and throws if a row that is
  /// referred to is not there.
  func countReferences() throws(OperationError) {
    // Rows that are only referred to join the tables' lists while this goes on.
    let sources = changedTables.map { ($0, $0.touched.indices) }
    for (changes, places) in sources where !changes.table.layout.strongColumns.isEmpty {
      for place in places { try countReferences(of: place, changes) }
    }
    for changes in changedTables {
      for entry in changes.touched where entry.new == nil && entry.references > 0 {
        throw OperationError(
          "referential integrity violation",
          "cannot delete \(changes.table.layout.name) row \(entry.uuid) because of "
            + "\(entry.references) remaining reference(s)")
      }
    }
  }

  private func countReferences(
    of place: Int, _ changes: TableChanges
  ) throws(OperationError) {
    let layout = changes.table.layout
    let entry = changes.touched[place]
    for column in layout.strongColumns where entry.isChanged(column.position) {
      let old = entry.old?[column.position] ?? Datum()
      let new = entry.new?[column.position] ?? Datum()
      if old.isEmpty, new.isEmpty { continue }
      let (added, removed) = old.addedAndRemoved(to: new)
      column.forEachTarget(of: removed) { table, uuid, _ in
        guard uuid != entry.uuid else { return }
        let targets = self.changes(of: database.numberedTables[table])
        targets.count(targets.touch(uuid), by: -1)
      }
      try column.forEachTarget(of: added) { table, uuid, _ throws(OperationError) in
        guard uuid != entry.uuid else { return }
        let targets = self.changes(of: database.numberedTables[table])
        guard let target = targets.place(of: uuid) ?? targets.touchIfThere(uuid) else {
          throw OperationError(
            "referential integrity violation",
            "Table \(layout.name) column \(layout.columns[column.position].name) row "
              + "\(entry.uuid) references nonexistent row \(uuid) in table "
              + "\(targets.table.layout.name).")
        }
        targets.count(target, by: 1)
      }
    }
  }

  /// Deletes the rows outside the root set that nothing refers to any more, and then those that only
  /// they referred to.
  func collectGarbage() {
    var unreferenced: [(TableChanges, place: Int)] = []
    for changes in changedTables where !changes.table.layout.schema.isRoot {
      for place in changes.touched.indices where changes.touched[place].references == 0 {
        unreferenced.append((changes, place))
      }
    }
    while let (changes, place) = unreferenced.popLast() {
      let layout = changes.table.layout
      guard let row = changes.touched[place].new else { continue }
      let uuid = changes.touched[place].uuid
      changes.set(nil, place)
      changes.setChanged(place, layout.positions)
      for column in layout.strongColumns {
        column.forEachTarget(of: row[column.position].pairs) { table, target, _ in
          guard target != uuid else { return }
          let targets = self.changes(of: database.numberedTables[table])
          let place = targets.touch(target)
          if targets.count(place, by: -1) == 0, !targets.table.layout.schema.isRoot {
            unreferenced.append((targets, place))
          }
        }
      }
    }
  }
}
