internal import Database
internal import JSON
internal import OVSDB

/// Writes <table-updates>, leaving out tables of which there is nothing to tell.
struct TableUpdatesWriter {
  private let format: MonitorFormat
  private var tables: ObjectWriter
  private var rows: ObjectWriter?
  private var table: MonitoredTable?

  init(format: MonitorFormat, _ bytes: inout [UInt8]) {
    self.format = format
    tables = ObjectWriter(&bytes)
  }

  /// Goes on with the rows of `table`.
  mutating func begin(_ table: MonitoredTable) {
    self.table = table
    rows = nil
  }

  /// Appends an event of a row of the table.
  mutating func append(
    _ uuid: UUID, _ event: MonitorSelection, old: DatabaseRow?, new: DatabaseRow?,
    _ bytes: inout [UInt8]
  ) {
    guard let table else { return }
    let start = bytes.count
    let (tablesBefore, rowsBefore) = (tables, rows)
    if rows == nil {
      tables.beginMember(label: table.label, &bytes)
      rows = ObjectWriter(&bytes)
    }
    rows?.beginMember(uuid, &bytes)
    guard table.appendUpdate(event, old: old, new: new, format: format, to: &bytes) else {
      bytes.removeSubrange(start...)
      (tables, rows) = (tablesBefore, rowsBefore)
      return
    }
  }

  /// Ends the rows of the table.
  mutating func end(_ bytes: inout [UInt8]) {
    rows?.end(&bytes)
    rows = nil
  }

  /// Ends the whole; returns whether anything is told.
  func finish(_ bytes: inout [UInt8]) -> Bool {
    tables.end(&bytes)
    return !tables.isEmpty
  }
}
