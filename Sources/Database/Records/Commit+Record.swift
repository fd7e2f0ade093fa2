import JSON
import OVSDB

extension Commit {
  /// What the changes are to the journal; `nil` if there are none.
  init?(
    changes: [RowChange], tables: [String: DatabaseTable], comments: [String], date: Int64,
    isDurable: Bool
  ) {
    guard !changes.isEmpty else { return nil }
    self.changes = changes
    self.isDurable = isDurable
    comment = comments.isEmpty ? nil : comments.joined(separator: "\n")
    atomCount = 0
    var members: [String: [String: JSON]] = [:]
    for change in changes {
      guard let layout = tables[change.table]?.layout else { continue }
      atomCount += change.atomCount(layout)
      if let row = change.record(layout) {
        members[change.table, default: [:]][change.uuid.description] = row
      }
    }
    guard !members.isEmpty else { return }
    record = .record(tables: members, comment: comment, date: date)
  }
}

extension JSON {
  /// One transaction in the file format of ovsdb(5).
  static func record(
    tables: [String: [String: JSON]], comment: String?, date: Int64
  ) -> JSON {
    var members = tables.mapValues { JSON.object($0) }
    members["_comment"] = comment.map { .string($0) }
    members["_date"] = .integer(date)
    members["_is_diff"] = true
    return .object(members)
  }
}

extension RowChange {
  /// The row in a record: `null` if deleted, differences of columns, or of a new row the columns that
  /// are not as they would be by default; `nil` if the journal keeps none of what changed.
  func record(_ layout: TableLayout) -> JSON? {
    guard let new else { return .null }
    guard let old else { return new.record(layout) }
    var members: [String: JSON] = [:]
    for position in changed where layout.columns[position].isPersistent {
      let column = layout.columns[position]
      members[column.name] = old[position].difference(to: new[position], column.type)
        .json(column.type)
    }
    return members.isEmpty ? nil : .object(members)
  }

  /// Atoms in the row before and after.
  fileprivate func atomCount(_ layout: TableLayout) -> Int {
    (old?.atomCount(layout) ?? 0) + (new?.atomCount(layout) ?? 0)
  }
}

extension DatabaseRow {
  /// The row as a record that inserts it has it.
  func record(_ layout: TableLayout) -> JSON {
    .object(
      layout.columns.indices.reduce(into: [:]) { members, position in
        let column = layout.columns[position]
        if column.isPersistent, !self[position].isDefault(column.type) {
          members[column.name] = self[position].json(column.type)
        }
      })
  }

  /// Atoms in all columns; a pair is two.
  func atomCount(_ layout: TableLayout) -> Int {
    layout.columns.indices.reduce(0) {
      $0 + self[$1].count * (layout.columns[$1].type.isMap ? 2 : 1)
    }
  }
}
