public import OVSDB

/// A database in memory: executes transactions (RFC 7047 5.2) as `ovsdb-server` does, with its results
/// and its words.
///
/// Knows no files, no sessions, no clock: a transaction is given the time and what its session may do,
/// and gives back what to write to the journal and what changed, for monitors.
public final class Database {
  /// What follows from its schema.
  public let layout: DatabaseLayout
  /// By name.
  public let tables: [String: DatabaseTable]
  /// In the order of their numbers.
  let numberedTables: [DatabaseTable]
  /// Atoms in all rows, by which `ovsdb-server` bounds the history of transactions.
  public internal(set) var atomCount = 0

  /// Where the UUIDs of its rows and of their versions come from.
  let uuids: UUIDSource
  /// Values that rows have in common.
  let values: SharedValues

  /// An empty database.
  ///
  /// - Parameter values: what databases of one process have in common.
  public init(
    _ layout: DatabaseLayout, uuids: UUIDSource = UUIDSource(),
    values: SharedValues = SharedValues()
  ) {
    self.layout = layout
    self.uuids = uuids
    self.values = values
    numberedTables = layout.tables.enumerated().map { DatabaseTable(layout: $1, number: $0) }
    tables = Dictionary(uniqueKeysWithValues: numberedTables.map { ($0.layout.name, $0) })
  }

  /// An empty database of a schema.
  public convenience init(schema: DatabaseSchema, uuids: UUIDSource = UUIDSource()) {
    self.init(DatabaseLayout(schema), uuids: uuids)
  }

  /// What it holds.
  public var schema: DatabaseSchema { layout.schema }

  /// Rows of all tables.
  public var rowCount: Int { numberedTables.reduce(0) { $0 + $1.rows.count } }

  /// Elements of columns that refer weakly to a row of the database.
  public var weakReferenceCount: Int {
    tables.values.reduce(0) { $0 + $1.referrers.count }
  }
}
