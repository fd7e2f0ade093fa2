import JSON
import OVSDB

extension Commit {
  /// What the changes, those of a table one after the other, are to the journal; `nil` if there are
  /// none.
  init?(
    changes: [RowChange], comments: [String], date: Int64, isDurable: Bool
  ) {
    guard !changes.isEmpty else { return nil }
    self.changes = changes
    self.isDurable = isDurable
    comment = comments.isEmpty ? nil : comments.joined(separator: "\n")
    let hasDifferences = changes.allSatisfy(\.canBeDifferences)
    var writer = RecordWriter(comment: comment, date: date, hasDifferences: hasDifferences)
    var rest = changes[...]
    while let layout = rest.first?.layout {
      let own = rest.prefix { $0.layout === layout }
      for change in own { writer.append(change, layout) }
      writer.endTable()
      rest = rest.dropFirst(own.count)
    }
    record = writer.finish()
  }
}

extension RowChange {
  /// Whether every `ovsdb-server` that knows differences reads those of this change as they are meant.
  ///
  /// Before 3.2, one takes the difference from a default that is not empty for the new value, and does
  /// not read one with more elements than the column may have: it would not open its own file.
  fileprivate var canBeDifferences: Bool {
    guard let old, let new else { return true }
    return changed.allSatisfy { position in
      let column = layout.columns[position]
      guard column.isPersistent, column.type.isComposite else { return true }
      if column.type.minimum > 0, old[position].isDefault(column.type) { return false }
      guard let maximum = column.type.maximum else { return true }
      return old[position].difference(to: new[position], column.type).count <= maximum
    }
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

}
