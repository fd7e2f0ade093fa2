internal import JSON
internal import OVSDB

/// Which rows of a monitor's tables are told: of a table that is named only those of which one of the
/// conditions holds, of any other all.
struct MonitorConditions: Hashable, Sendable {
  /// What the user wants.
  var wanted: [String: [Condition]] {
    didSet { isUsed = isUsed || !wanted.isEmpty }
  }
  /// Whether the user has ever wanted less than all.
  private(set) var isUsed: Bool
  /// What the server was asked for last.
  private(set) var requested: [String: [Condition]] = [:]
  /// What the server has last confirmed.
  private(set) var confirmed: [String: [Condition]] = [:]
  /// Whether the server tells all rows, whatever is asked for.
  private(set) var isFixed = false

  init(wanted: [String: [Condition]]) {
    self.wanted = wanted
    isUsed = !wanted.isEmpty
  }

  /// A monitor is being set up that tells what is wanted now, as far as `method` can say it.
  mutating func setUp(_ method: MonitorMethod, _ selection: [String: [String]]) {
    isFixed = method == .plain
    requested = isFixed ? [:] : wanted.filter { selection[$0.key] != nil }
    confirmed = [:]
  }

  /// Asks for what is wanted now, unless that is told already or a request is under way.
  ///
  /// - Returns: <monitor-cond-update-requests> of ovsdb-server(7) 4.1.13, for the tables concerned.
  mutating func request(_ selection: [String: [String]]) -> JSON? {
    guard !isFixed, requested == confirmed else { return nil }
    var tables: [String: JSON] = [:]
    for table in selection.keys where wanted[table] != confirmed[table] {
      tables[table] = [["where": Self.clauses(wanted[table])]]
      requested[table] = wanted[table]
    }
    return tables.isEmpty ? nil : .object(tables)
  }

  /// The server tells what was asked for last.
  mutating func confirm() { confirmed = requested }

  /// The rows that are told whether or not the server has changed from what it confirmed to what it was
  /// asked for.
  var certain: [String: [Condition]] {
    confirmed.merging(requested) { before, after in before.filter(after.contains) }
  }

  /// As the server takes them: it would take none for all rows.
  static func clauses(_ conditions: [Condition]?) -> JSON {
    guard let conditions else { return [true] }
    return conditions.isEmpty ? [false] : .array(conditions.map(\.json))
  }
}
