public import OVSDB

/// A database in memory: executes transactions (RFC 7047 5.2) as `ovsdb-server` does, with its results
/// and its words.
///
/// Knows no files, no sessions, no clock: a transaction is given the time and what its session may do,
/// and gives back what to write to the journal and what changed, for monitors.
public final class Database {
  /// What it holds.
  public let schema: DatabaseSchema
  /// By name.
  public let tables: [String: DatabaseTable]
  /// Atoms in all rows, by which `ovsdb-server` bounds the history of transactions.
  public internal(set) var atomCount = 0

  /// Where the UUIDs of its rows and of their versions come from.
  let uuids: UUIDSource

  /// An empty database.
  public init(schema: DatabaseSchema, uuids: UUIDSource = UUIDSource()) {
    self.uuids = uuids
    self.schema = schema
    tables = schema.tables.reduce(into: [:]) { tables, entry in
      tables[entry.key] = DatabaseTable(
        layout: TableLayout(name: entry.key, schema: entry.value))
    }
  }

  /// Elements of columns that refer weakly to a row of the database.
  public var weakReferenceCount: Int {
    tables.values.reduce(0) { count, table in
      table.referrers.values.reduce(count) { $0 + $1.count }
    }
  }
}
