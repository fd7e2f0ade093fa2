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
        let isOther = new.map { new in
          new.positions(differingFrom: old).contains { $0 > TableLayout.version }
        }
        guard isOther ?? true else { continue }
        changes.append(RowChange(layout: table.layout, old: old, new: new))
      }
      for (uuid, new) in target.rows where table.rows[uuid] == nil {
        changes.append(RowChange(layout: table.layout, old: nil, new: new))
      }
    }
    return changes
  }
}
