import OVSDB

extension Transaction {
  /// Checks what RFC 7047 5.2 asks of a database after a transaction, drops rows that nothing refers
  /// to, and makes the changes final.  If it throws, they are to be undone.
  func commit() throws(OperationError) -> [RowChange] {
    findChanges()
    guard !changedTables.allSatisfy(\.touched.isEmpty) else { return [] }
    try countReferences()
    collectGarbage()
    try checkRowCounts()
    try removeDanglingReferences()
    try checkIndexes()
    let result = finish()
    return result
  }

  /// Finds which columns differ, and forgets rows that do not.
  private func findChanges() {
    for changes in changedTables {
      let positions = changes.table.layout.positions
      changes.tidy()
      for uuid in changes.order {
        let old = changes.touched[uuid]?.old
        let new = changes.table.rows[uuid]
        if let old, let new {
          let changed = positions.filter { old[$0] != new[$0] }
          if changed.isEmpty {
            changes.forget(uuid)
            changes.table.rows[uuid] = old
          } else {
            changes.setChanged(uuid, changed)
          }
        } else {
          changes.setChanged(uuid, positions)
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
    for changes in changedTables {
      let table = changes.table
      changes.updateIndexes()
      for uuid in changes.order {
        guard let entry = changes.touched[uuid] else { continue }
        table.referenceCounts[uuid] = entry.references > 0 ? entry.references : nil
        let change = finish(uuid, entry, table)
        if let change { result.append(change) }
      }
    }
    updateReferrers(result)
    return result
  }

  private func finish(
    _ uuid: UUID, _ entry: TableChanges.Touched, _ table: DatabaseTable
  ) -> RowChange? {
    let layout = table.layout
    let isThere = table.rows[uuid] != nil
    guard entry.old != nil || isThere, !entry.changed.isEmpty else { return nil }
    var changed = entry.changed
    if let old = entry.old, let new = table.rows[uuid] {
      // A column that only gained references to rows that are not there is as it was.
      changed.removeAll { old[$0] == new[$0] }
      changed.sort()
      guard !changed.isEmpty else {
        table.rows[uuid] = old
        return nil
      }
      table.rows[uuid]?[TableLayout.version] = Datum(
        .uuid(database.uuids.next()))
      if !changed.contains(TableLayout.version) { changed.insert(TableLayout.version, at: 0) }
    }
    let new = table.rows[uuid]
    database.atomCount += (new?.atomCount(layout) ?? 0) - (entry.old?.atomCount(layout) ?? 0)
    return RowChange(
      table: layout.name, uuid: uuid, old: entry.old, new: new,
      changed: entry.old == nil || new == nil ? layout.positions : changed)
  }
}
