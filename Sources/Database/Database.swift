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
  /// In the order of their numbers.
  let numberedTables: [DatabaseTable]
  /// Atoms in all rows, by which `ovsdb-server` bounds the history of transactions.
  public internal(set) var atomCount = 0

  /// Where the UUIDs of its rows and of their versions come from.
  let uuids: UUIDSource

  /// An empty database.
  public init(schema: DatabaseSchema, uuids: UUIDSource = UUIDSource()) {
    self.uuids = uuids
    self.schema = schema
    let schemas = schema.tables.sorted { $0.key < $1.key }
    let numbers = Dictionary(
      uniqueKeysWithValues: schemas.enumerated().map { ($0.element.key, $0.offset) })
    numberedTables = schemas.enumerated().map { number, entry in
      DatabaseTable(
        layout: TableLayout(name: entry.key, schema: entry.value, numbers: numbers),
        number: number)
    }
    tables = Dictionary(uniqueKeysWithValues: numberedTables.map { ($0.layout.name, $0) })
  }

  /// Elements of columns that refer weakly to a row of the database.
  public var weakReferenceCount: Int {
    tables.values.reduce(0) { count, table in
      table.referrers.values.reduce(count) { $0 + $1.count }
    }
  }
}
