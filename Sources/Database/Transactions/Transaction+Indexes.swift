import OVSDB

// Unique indexes: RFC 7047 3.2, "indexes".
extension Transaction {
  /// Throws if two rows have the same values in the columns of an index.
  func checkIndexes() throws(OperationError) {
    for changes in changedTables {
      let table = changes.table
      for (columns, index) in zip(table.layout.indexes, table.indexes) {
        var own = UniqueIndex(on: columns, like: table.layout.defaults)
        for row in changes.touched.lazy.compactMap(\.new) {
          // One that was touched has been or will be met in this loop.
          let other =
            own.insert(row)
            ?? index.row(with: row.values(at: columns))
            .flatMap { changes.place(of: $0.uuid) == nil ? $0 : nil }
          if let other { throw duplicate(other.uuid, row.uuid, columns, changes) }
        }
      }
    }
  }

  private func duplicate(
    _ first: UUID, _ second: UUID, _ columns: [Int], _ changes: TableChanges
  ) -> OperationError {
    let layout = changes.table.layout
    guard var a = changes.table.rows[first], var b = changes.table.rows[second] else {
      return .violation("duplicate rows")
    }
    // A predictable order: not by UUIDs, which are random.
    let comparable = layout.columns.indices.filter {
      let type = layout.columns[$0].type
      return !type.key.isUUID && !(type.value?.isUUID ?? false)
    }
    let position = comparable.first { a[$0] != b[$0] }
    if let position, a[position].compared(to: b[position]) < 0 { swap(&a, &b) }
    let names = columns.map { "\"\(layout.columns[$0].name)\"" }
    return .violation(
      "Transaction causes multiple rows in \"\(layout.name)\" table to have identical values ("
        + Self.text(a, columns, layout) + ") for index on column\(columns.count > 1 ? "s" : "") "
        + names.englishList + ".  " + description(a, "First", columns, changes) + "  "
        + description(b, "Second", columns, changes))
  }

  private static func text(_ row: DatabaseRow, _ columns: [Int], _ layout: TableLayout) -> String {
    columns.map { row[$0].text(layout.columns[$0].type) }.englishList
  }

  private func description(
    _ row: DatabaseRow, _ title: String, _ columns: [Int], _ changes: TableChanges
  ) -> String {
    let start = "\(title) row, with UUID \(row.uuid), "
    guard let entry = changes.place(of: row.uuid).map({ changes.touched[$0] }),
      !entry.changed.isEmpty
    else {
      return start
        + "existed in the database before this transaction and was not modified by the transaction."
    }
    guard let old = entry.old else { return start + "was inserted by this transaction." }
    if old.values(at: columns) == row.values(at: columns) {
      return start
        + "existed in the database before this transaction, which modified some of the row's "
        + "columns but not any columns in this index."
    }
    return start + "had the following index values before the transaction: "
      + Self.text(old, columns, changes.table.layout) + "."
  }
}

extension TableChanges {
  /// Brings the table's indexes up to date.
  func updateIndexes() {
    let changed = touched.lazy.filter { !$0.changed.isEmpty }
    for number in table.indexes.indices {
      for old in changed.compactMap(\.old) { table.indexes[number].remove(old) }
      for new in changed.compactMap(\.new) { table.indexes[number].insert(new) }
    }
  }
}

extension BaseType {
  fileprivate var isUUID: Bool { if case .uuid = self { true } else { false } }
}
