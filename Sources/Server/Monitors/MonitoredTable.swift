internal import Database
internal import OVSDB

/// A column that a monitor tells.
struct MonitoredColumn {
  let place: ColumnPlace
  let selection: MonitorSelection

  var name: String { place.column.name }
  /// `"name":`
  var label: [UInt8] { place.column.label }
}

/// What a monitor tells of a table.
struct MonitoredTable {
  let name: String
  /// `"name":`
  let label: [UInt8]
  var columns: [MonitoredColumn] = []
  /// What any of its requests selects.
  var selection: MonitorSelection = []
  /// The rows that are told; a `monitor` tells all.
  var condition = MonitorCondition.always

  /// What a change of a row is to the monitor; nil if nothing.
  func event(old: DatabaseRow?, new: DatabaseRow?, isInitial: Bool = false) -> MonitorSelection? {
    let wasSeen = old.map(condition.matches) ?? false
    let isSeen = new.map(condition.matches) ?? false
    let event: MonitorSelection
    switch (wasSeen, isSeen) {
    case (false, false): return nil
    case (false, true): event = isInitial ? .initial : .insert
    case (true, false): event = .delete
    case (true, true): event = .modify
    }
    return selection.contains(event) ? event : nil
  }
}
