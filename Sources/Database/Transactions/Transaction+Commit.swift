import OVSDB

extension Transaction {
  /// Checks what RFC 7047 5.2 asks of a database after a transaction, drops rows that nothing refers
  /// to, and makes the changes final.  If it throws, they are to be undone.
  func commit() throws(OperationError) -> [RowChange] {
    findChanges()
    guard !changedTables.allSatisfy({ $0.touched.isEmpty }) else { return [] }
    try countReferences()
    collectGarbage()
    try checkRowCounts()
    try removeDanglingReferences()
    try checkIndexes()
    return finish()
  }

  /// Finds which columns differ, and forgets rows that do not.
  private func findChanges() {
    for changes in changedTables {
      let positions = changes.table.layout.positions
      changes.tidy()
      for place in changes.touched.indices {
        changes.findNew(place)
        if let old = changes.touched[place].old, let new = changes.touched[place].new {
          let changed = new.positions(differingFrom: old)
          if changed.isEmpty {
            changes.set(old, place)
            changes.forget(place)
          } else {
            changes.setChanged(place, changed)
          }
        } else {
          changes.setChanged(place, positions)
        }
      }
      changes.tidy()
    }
  }

  /// Throws if a table has more rows than its schema allows.
  private func checkRowCounts() throws(OperationError) {
    for changes in changedTables {
      let table = changes.table
      guard let maximum = table.layout.schema.maxRows, table.rows.count > maximum else { continue }
      throw .violation(
        "transaction causes \"\(table.layout.name)\" table to contain \(table.rows.count) rows, "
          + "greater than the schema-defined limit of \(maximum) row(s)")
    }
  }

  /// Brings versions, indexes and references up to date; nothing can fail any more.
  private func finish() -> [RowChange] {
    var result: [RowChange] = []
    // Some are only referred to in another way.  No more room than needed: the changes are kept.
    result.reserveCapacity(
      changedTables.reduce(0) { $0 + $1.touched.count { !$0.changed.isEmpty } })
    for changes in changedTables {
      let table = changes.table
      for place in changes.touched.indices {
        let entry = changes.touched[place]
        if entry.references != entry.oldReferences {
          table.setReferenceCount(entry.references, of: entry.uuid)
        }
        if let change = finish(place, changes) {
          updateReferrers(change, of: table)
          result.append(change)
        }
      }
      changes.updateIndexes()
    }
    return result
  }

  private func finish(_ place: Int, _ changes: TableChanges) -> RowChange? {
    let layout = changes.table.layout
    let entry = changes.touched[place]
    guard entry.old != nil || entry.new != nil, !entry.changed.isEmpty else { return nil }
    var new = entry.new
    if let old = entry.old, var row = entry.new {
      // A column that only gained references to rows that are not there is as it was.
      guard old != row else {
        changes.set(old, place)
        return nil
      }
      row[TableLayout.version] = Datum(.uuid(database.uuids.next()))
      row.trim()
      changes.set(row, place)
      new = row
    }
    database.atomCount += (new?.atomCount ?? 0) - (entry.old?.atomCount ?? 0)
    return RowChange(layout: layout, old: entry.old, new: new)
  }
}
