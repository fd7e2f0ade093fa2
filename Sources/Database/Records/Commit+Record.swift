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
    let hasDifferences = changes.allSatisfy { change in
      tables[change.table].map { change.canBeDifferences($0.layout) } ?? true
    }
    var members: [String: [String: JSON]] = [:]
    for change in changes {
      guard let layout = tables[change.table]?.layout else { continue }
      atomCount += change.atomCount(layout)
      if let row = change.record(layout, asDifferences: hasDifferences) {
        members[change.table, default: [:]][change.uuid.description] = row
      }
    }
    guard !members.isEmpty else { return }
    record = .record(
      tables: members, comment: comment, date: date, hasDifferences: hasDifferences)
  }
}

extension JSON {
  /// One transaction in the file format of ovsdb(5).
  static func record(
    tables: [String: [String: JSON]], comment: String?, date: Int64, hasDifferences: Bool = true
  ) -> JSON {
    var members = tables.mapValues { JSON.object($0) }
    members["_comment"] = comment.map { .string($0) }
    members["_date"] = .integer(date)
    if hasDifferences { members["_is_diff"] = true }
    return .object(members)
  }
}

extension RowChange {
  /// The row in a record: `null` if deleted, differences of columns, or of a new row the columns that
  /// are not as they would be by default; `nil` if the journal keeps none of what changed.
  func record(_ layout: TableLayout, asDifferences: Bool) -> JSON? {
    guard let new else { return .null }
    guard let old else { return new.record(layout) }
    var members: [String: JSON] = [:]
    for position in changed where layout.columns[position].isPersistent {
      let column = layout.columns[position]
      let value =
        asDifferences ? old[position].difference(to: new[position], column.type) : new[position]
      members[column.name] = value.json(column.type)
    }
    return members.isEmpty ? nil : .object(members)
  }

  /// Whether every `ovsdb-server` that knows differences reads those of this change as they are meant.
  ///
  /// Before 3.2, one takes the difference from a default that is not empty for the new value, and does
  /// not read one with more elements than the column may have: it would not open its own file.
  fileprivate func canBeDifferences(_ layout: TableLayout) -> Bool {
    guard let old, let new else { return true }
    return changed.allSatisfy { position in
      let column = layout.columns[position]
      guard column.isPersistent, column.type.isComposite else { return true }
      if column.type.minimum > 0, old[position].isDefault(column.type) { return false }
      guard let maximum = column.type.maximum else { return true }
      return old[position].difference(to: new[position], column.type).count <= maximum
    }
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
