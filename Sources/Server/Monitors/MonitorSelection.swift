internal import JSON

/// Which events of a row a monitor is told: <monitor-select> of RFC 7047 4.1.5.
struct MonitorSelection: OptionSet, Hashable {
  let rawValue: UInt8

  static let initial = MonitorSelection(rawValue: 1)
  static let insert = MonitorSelection(rawValue: 2)
  static let delete = MonitorSelection(rawValue: 4)
  static let modify = MonitorSelection(rawValue: 8)
  static let all: MonitorSelection = [.initial, .insert, .delete, .modify]

  private static let names: [(String, MonitorSelection)] = [
    ("initial", .initial), ("insert", .insert), ("delete", .delete), ("modify", .modify),
  ]

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Reads a <monitor-select>: what is not mentioned is selected.
  init(_ wire: JSONElement?, table: String) throws(RequestError) {
    self = .all
    guard let wire else { return }
    var reader = try MemberReader(wire, name: "table \(table) select")
    for (name, flag) in Self.names {
      if try reader.optional(name, .boolean)?.boolean == false { remove(flag) }
    }
    try reader.finish()
  }
}
