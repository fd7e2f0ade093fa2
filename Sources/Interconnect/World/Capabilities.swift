public import OVSDB

/// What the connected servers' schemas can carry.
///
/// A table, column or enumerated value that a server lacks turns off exactly what needs it.
public struct Capabilities: Equatable, Sendable {
  private var schemas: [Database: DatabaseSchema] = [:]

  public init() {}

  public subscript(database: Database) -> DatabaseSchema? {
    get { schemas[database] }
    set { schemas[database] = newValue }
  }

  func has(_ table: String, in database: Database) -> Bool {
    schemas[database]?.tables[table] != nil
  }

  func has(_ table: String, _ column: String, in database: Database) -> Bool {
    schemas[database]?.tables[table]?.columns[column] != nil
  }

  /// Whether the column may hold `value`; a column that enumerates nothing may hold any.
  func allows(_ value: String, _ table: String, _ column: String, in database: Database) -> Bool {
    guard let type = schemas[database]?.tables[table]?.columns[column]?.type else { return false }
    guard case .string(.oneOf(let values)) = type.key else { return true }
    return values.contains(value)
  }

  /// Transit switches carry the tunnel mode, since release 25.03 (IC Northbound 1.2.0).
  var hasTunnelMode: Bool { isAtLeast(1, 2, in: .icNorthbound) }

  /// Sequence numbers travel through both global databases, since release 24.03.
  var hasSequenceNumbers: Bool {
    has("IC_NB_Global", "nb_ic_cfg", in: .icNorthbound)
      && has("IC_NB_Global", "sb_ic_cfg", in: .icNorthbound)
      && has("IC_SB_Global", "nb_ic_cfg", in: .icSouthbound)
      && has("Availability_Zone", "nb_ic_cfg", in: .icSouthbound)
  }

  /// Routes can be marked to override connected ones.
  var hasRouteOptions: Bool { has("Route", "options", in: .icSouthbound) }

  private func isAtLeast(_ major: Int, _ minor: Int, in database: Database) -> Bool {
    guard let version = schemas[database]?.version else { return false }
    let parts = version.split(separator: ".").prefix(2).map { Int($0) ?? 0 }
    guard let first = parts.first else { return false }
    return first > major || (first == major && (parts.last ?? 0) >= minor)
  }
}
