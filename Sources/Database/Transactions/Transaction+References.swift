import OVSDB

// Strong references: RFC 7047 3.2, "refType", and 5.2 on rows outside the root set.
extension Transaction {
  /// Counts anew the references to each row that a change added or removed, and throws if a row that is
  /// referred to is not there.
  func countReferences() throws(OperationError) {
    // Rows that are only referred to join the tables' lists while this goes on.
    let sources = changedTables.map { ($0, $0.order) }
    for (changes, order) in sources {
      for uuid in order { try countReferences(of: uuid, changes) }
    }
    for changes in changedTables {
      for uuid in changes.order {
        guard changes.table.rows[uuid] == nil, let count = changes.touched[uuid]?.references,
          count > 0
        else { continue }
        throw OperationError(
          "referential integrity violation",
          "cannot delete \(changes.table.layout.name) row \(uuid) because of \(count) remaining "
            + "reference(s)")
      }
    }
  }

  private func countReferences(
    of uuid: UUID, _ changes: TableChanges
  ) throws(OperationError) {
    let layout = changes.table.layout
    guard let entry = changes.touched[uuid] else { return }
    for position in layout.strongColumns where entry.changed.contains(position) {
      let old = entry.old?[position] ?? Datum()
      let new = changes.table.rows[uuid]?[position] ?? Datum()
      let (added, removed) = old.addedAndRemoved(to: new)
      for target in targets(of: removed, layout.columns[position].type, .strong)
      where target.uuid != uuid {
        self.changes(of: target.table).touch(target.uuid)
        self.changes(of: target.table).count(target.uuid, by: -1)
      }
      for target in targets(of: added, layout.columns[position].type, .strong)
      where target.uuid != uuid {
        let targets = self.changes(of: target.table)
        guard target.table.rows[target.uuid] != nil || targets.touched[target.uuid] != nil else {
          throw OperationError(
            "referential integrity violation",
            "Table \(layout.name) column \(layout.columns[position].name) row \(uuid) references "
              + "nonexistent row \(target.uuid) in table \(target.table.layout.name).")
        }
        targets.touch(target.uuid)
        targets.count(target.uuid, by: 1)
      }
    }
  }

  /// What elements refer to with that strength, and the key of the element.
  func targets(
    of pairs: Datum.Pairs, _ type: ColumnType, _ strength: ReferenceStrength
  ) -> [(table: DatabaseTable, uuid: UUID, key: Atom)] {
    func table(_ base: BaseType?) -> DatabaseTable? {
      guard let reference = base?.reference, reference.strength == strength else { return nil }
      return database.tables[reference.table]
    }
    let keyTable = table(type.key)
    let valueTable = table(type.value)
    var targets: [(table: DatabaseTable, uuid: UUID, key: Atom)] = []
    for (key, value) in pairs {
      if let keyTable, let uuid = key.uuid { targets.append((keyTable, uuid, key)) }
      if let valueTable, let uuid = value?.uuid { targets.append((valueTable, uuid, key)) }
    }
    return targets
  }

  /// Deletes the rows outside the root set that nothing refers to any more, and then those that only
  /// they referred to.
  func collectGarbage() {
    var unreferenced: [(TableChanges, UUID)] = []
    for changes in changedTables where !changes.table.layout.schema.isRoot {
      for uuid in changes.order where changes.touched[uuid]?.references == 0 {
        unreferenced.append((changes, uuid))
      }
    }
    while let (changes, uuid) = unreferenced.popLast() {
      let layout = changes.table.layout
      guard let row = changes.table.rows.removeValue(forKey: uuid) else { continue }
      changes.setChanged(uuid, layout.positions)
      for position in layout.strongColumns {
        for target in targets(of: row[position].pairs, layout.columns[position].type, .strong)
        where target.uuid != uuid {
          let targets = self.changes(of: target.table)
          targets.touch(target.uuid)
          if targets.count(target.uuid, by: -1) == 0, !target.table.layout.schema.isRoot {
            unreferenced.append((targets, target.uuid))
          }
        }
      }
    }
  }
}
