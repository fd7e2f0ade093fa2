internal import OVSDB

extension Database {
  /// What would have to change for this database to hold the rows of another one of the same schema;
  /// versions of rows are no difference.
  public func changes(to other: Database) -> [RowChange] {
    var changes: [RowChange] = []
    for (name, table) in tables {
      guard let target = other.tables[name] else { continue }
      for (uuid, old) in table.rows {
        let new = target.rows[uuid]
        let changed = table.layout.positions.filter { position in
          new.map { position > TableLayout.version && $0[position] != old[position] } ?? true
        }
        guard !changed.isEmpty else { continue }
        changes.append(
          RowChange(
            layout: table.layout, uuid: uuid, old: old, new: new, changed: changed))
      }
      for (uuid, new) in target.rows where table.rows[uuid] == nil {
        changes.append(
          RowChange(
            layout: table.layout, uuid: uuid, old: nil, new: new,
            changed: table.layout.positions))
      }
    }
    return changes
  }
}
