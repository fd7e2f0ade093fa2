internal import Database
internal import JSON
internal import OVSDB

/// Writes a table's member of <table-updates>.
struct RowUpdatesWriter {
  private let table: MonitoredTable
  private let format: MonitorFormat
  private var rows: ObjectWriter
  private var bytes: [UInt8]

  init(_ table: MonitoredTable, _ format: MonitorFormat) {
    self.table = table
    self.format = format
    bytes = table.label
    rows = ObjectWriter(&bytes)
  }

  /// Appends an event of a row.
  mutating func append(
    _ uuid: UUID, _ event: MonitorSelection, old: DatabaseRow?, new: DatabaseRow?
  ) {
    let (start, before) = (bytes.count, rows)
    rows.beginMember(uuid, &bytes)
    guard table.appendUpdate(event, old: old, new: new, format: format, to: &bytes) else {
      bytes.removeSubrange(start...)
      rows = before
      return
    }
  }

  /// Ends the whole; nil if there was nothing to tell.
  consuming func finish() -> [UInt8]? {
    if rows.isEmpty { return nil }
    rows.end(&bytes)
    return bytes
  }
}
