public import OVSDB

/// The tables of a database that a client wants to know, and their columns.
public struct MonitoredTables: Sendable, Equatable {
  private let columns: [String: [String]]

  init(_ columns: [String: [String]]) { self.columns = columns }

  /// What to monitor at a server that has `schema`: of the tables and columns wanted, the ones that it
  /// knows.
  public func monitored(in schema: DatabaseSchema) -> [String: [String]] {
    var result: [String: [String]] = [:]
    for (name, wanted) in columns {
      guard let known = schema.tables[name]?.columns else { continue }
      result[name] = wanted.filter { known[$0] != nil }
    }
    return result
  }

  /// What a server with `schema` lacks, as `table` or `table:column`.
  public func missing(in schema: DatabaseSchema) -> [String] {
    columns.sorted { $0.key < $1.key }.flatMap { name, wanted in
      guard let known = schema.tables[name]?.columns else { return [name] }
      return wanted.filter { known[$0] == nil }.map { "\(name):\($0)" }
    }
  }
}
