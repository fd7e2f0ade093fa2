import JSON
import OVSDB

/// Writes the text of one transaction in the file format of ovsdb(5), row by row, those of a table one
/// after the other.
struct RecordWriter {
  private var bytes: [UInt8] = []
  private let hasDifferences: Bool
  /// Whether a row of the present table was written, and of any.
  private var isInTable = false
  private var hasRows = false

  init(comment: String?, date: Int64, hasDifferences: Bool) {
    self.hasDifferences = hasDifferences
    bytes += #"{"_date":\#(date)"#.utf8
    if hasDifferences { bytes += #","_is_diff":true"#.utf8 }
    if let comment {
      bytes += #","_comment":"#.utf8
      comment.writeQuoted(to: &bytes)
    }
  }

  /// Appends what changed of a row: `null` if it was deleted, differences of columns or their new
  /// values, or of a new row the columns that are not as they would be by default.  Nothing, if the
  /// journal keeps none of what changed.
  mutating func append(_ change: RowChange, _ layout: TableLayout) {
    let start = bytes.count
    bytes.append(UInt8(ascii: ","))
    if !isInTable {
      bytes += layout.label
      bytes.append(UInt8(ascii: "{"))
    }
    bytes.append(UInt8(ascii: "\""))
    change.uuid.write(to: &bytes)
    bytes += "\":".utf8
    switch (change.old, change.new) {
    case (_, nil): bytes += "null".utf8
    case (nil, let new?): new.writeRecord(layout, to: &bytes)
    case (let old?, let new?):
      guard write(change.changed, old, new, layout) else {
        bytes.removeSubrange(start...)
        return
      }
    }
    isInTable = true
    hasRows = true
  }

  /// Appends the changed columns that the journal keeps; whether there are any.
  private mutating func write(
    _ changed: [Int], _ old: DatabaseRow, _ new: DatabaseRow, _ layout: TableLayout
  ) -> Bool {
    var isFirst = true
    for position in changed {
      let column = layout.columns[position]
      guard column.isPersistent else { continue }
      bytes.append(UInt8(ascii: isFirst ? "{" : ","))
      isFirst = false
      bytes += column.label
      let value =
        hasDifferences ? old[position].difference(to: new[position], column.type) : new[position]
      value.write(column.type, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
    return !isFirst
  }

  /// Goes on with another table.
  mutating func endTable() {
    if isInTable { bytes.append(UInt8(ascii: "}")) }
    isInTable = false
  }

  /// The text; `nil` if it has no rows.
  consuming func finish() -> [UInt8]? {
    guard hasRows else { return nil }
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }
}

extension DatabaseRow {
  /// Appends the row as a record that inserts it has it.
  fileprivate func writeRecord(_ layout: TableLayout, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    var isFirst = true
    for (position, column) in layout.columns.enumerated() where column.isPersistent {
      guard !self[position].isDefault(column.type) else { continue }
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      bytes += column.label
      self[position].write(column.type, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }
}
