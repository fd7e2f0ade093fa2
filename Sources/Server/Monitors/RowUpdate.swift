internal import Database
internal import JSON
internal import OVSDB

/// Writes <row-update> and <row-update2>.
extension MonitoredTable {
  /// Appends what is told of a row, or returns false if that is nothing.
  func appendUpdate(
    _ event: MonitorSelection, old: DatabaseRow?, new: DatabaseRow?, format: MonitorFormat,
    to bytes: inout [UInt8]
  ) -> Bool {
    var changed = Set<Int>()
    if event == .modify, let old, let new {
      for (index, column) in columns.enumerated() where !column.place.isEqual(in: old, new) {
        changed.insert(index)
      }
      if changed.isEmpty { return false }
    }
    switch format {
    case .update: appendRows(event, old, new, changed, to: &bytes)
    case .update2, .update3: appendDifference(event, old, new, changed, to: &bytes)
    }
    return true
  }

  private func appendRows(
    _ event: MonitorSelection, _ old: DatabaseRow?, _ new: DatabaseRow?, _ changed: Set<Int>,
    to bytes: inout [UInt8]
  ) {
    var object = ObjectWriter(&bytes)
    if event != .delete, let new {
      object.beginMember("new", &bytes)
      var row = ObjectWriter(&bytes)
      for column in columns where column.selection.contains(event) {
        row.beginMember(label: column.label, &bytes)
        column.place.write(new, to: &bytes)
      }
      row.end(&bytes)
    }
    if event == .delete || event == .modify, let old {
      object.beginMember("old", &bytes)
      var row = ObjectWriter(&bytes)
      for (index, column) in columns.enumerated() where column.selection.contains(event) {
        guard event == .delete || changed.contains(index) else { continue }
        row.beginMember(label: column.label, &bytes)
        column.place.write(old, to: &bytes)
      }
      row.end(&bytes)
    }
    object.end(&bytes)
  }

  private func appendDifference(
    _ event: MonitorSelection, _ old: DatabaseRow?, _ new: DatabaseRow?, _ changed: Set<Int>,
    to bytes: inout [UInt8]
  ) {
    var object = ObjectWriter(&bytes)
    switch event {
    case .delete:
      object.beginMember("delete", &bytes)
      bytes += "null".utf8
    case .modify:
      object.beginMember("modify", &bytes)
      var row = ObjectWriter(&bytes)
      for (index, column) in columns.enumerated() where column.selection.contains(event) {
        guard changed.contains(index), let old, let new else { continue }
        row.beginMember(label: column.label, &bytes)
        column.place.writeDifference(old, new, to: &bytes)
      }
      row.end(&bytes)
    default:
      object.beginMember(event == .initial ? "initial" : "insert", &bytes)
      var row = ObjectWriter(&bytes)
      for column in columns where column.selection.contains(event) {
        guard let new, !column.place.isDefault(in: new) else { continue }
        row.beginMember(label: column.label, &bytes)
        column.place.write(new, to: &bytes)
      }
      row.end(&bytes)
    }
    object.end(&bytes)
  }
}
