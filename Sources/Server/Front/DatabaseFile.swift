public import Database
internal import JSON
public import Journal
public import OVSDB

/// A database that is served from its file.
public final class DatabaseFile {
  /// The file.
  public let path: String
  /// What is written to it.
  public let journal: Journal
  /// When the file was compacted last, or opened.
  private(set) var compacted: Duration
  /// Who wants to know when the file is compact.
  private var compactionWaiters: [(DatabaseFileError?) -> Void] = []

  /// Opens the file and reads all of it; returns the database with it.
  ///
  /// What had to be done about a damaged end of the file is in `journal.recovery`.
  ///
  /// - Parameters:
  ///   - values: what databases of one process have in common.
  ///   - layout: the layout of databases of a schema, one that others have already if there is any.
  public static func open(
    _ path: String, in files: any FileLayer = POSIXFiles(), uuids: UUIDSource = UUIDSource(),
    values: SharedValues = SharedValues(),
    layout: (DatabaseSchema) -> DatabaseLayout = { DatabaseLayout($0) }, now: Duration
  ) throws(DatabaseFileError) -> (DatabaseFile, Database) {
    let journal: Journal
    let schema: DatabaseSchema
    do throws(JournalError) { journal = try Journal(opening: path, in: files) } catch {
      throw DatabaseFileError("\(error)")
    }
    do throws(SchemaError) { schema = try DatabaseSchema(wire: journal.schema) } catch {
      throw DatabaseFileError("ovsdb error: \(path): \(error)")
    }
    let database = Database(layout(schema), uuids: uuids, values: values)
    try restore(database, from: journal)
    return (DatabaseFile(path, journal, now), database)
  }

  /// Makes the file of an empty database.
  public static func create(
    _ path: String, _ schema: DatabaseSchema, in files: any FileLayer = POSIXFiles()
  ) throws(DatabaseFileError) {
    do throws(JournalError) {
      try Journal.create(at: path, schema: schema.json, in: files)
    } catch {
      throw DatabaseFileError("\(error)")
    }
  }

  private static func restore(
    _ database: Database, from journal: Journal
  ) throws(DatabaseFileError) {
    while true {
      let record: JournalRecord?
      do throws(JournalError) { record = try journal.next() } catch {
        throw DatabaseFileError("\(error)")
      }
      guard let record else { return }
      do throws(OperationError) { try database.restore(record.root) } catch {
        throw DatabaseFileError(
          "ovsdb error: \(journal.path): record at offset \(record.offset): \(error)")
      }
    }
  }

  private init(_ path: String, _ journal: Journal, _ now: Duration) {
    self.path = path
    self.journal = journal
    compacted = now
  }

  /// Begins to write the file anew with what `database` holds now.
  func beginCompaction(_ database: Database) throws(DatabaseFileError) {
    do throws(JournalError) {
      try journal.beginCompaction(Self.snapshot(of: database))
    } catch {
      throw DatabaseFileError("\(error)")
    }
  }

  /// Has `done` called when the compaction that is on its way, or about to begin, is over.
  func awaitCompaction(_ done: @escaping (DatabaseFileError?) -> Void) {
    compactionWaiters.append(done)
  }

  /// Whether somebody waits for a compaction.
  var isCompactionAwaited: Bool { !compactionWaiters.isEmpty }

  /// Notes that a compaction is over, and tells whoever waits.
  func compactionEnded(_ error: DatabaseFileError?, now: Duration) {
    compacted = now
    let waiters = compactionWaiters
    compactionWaiters = []
    for waiter in waiters { waiter(error) }
  }

  /// All rows as they are now; a later change does not touch them.
  private static func snapshot(of database: Database) -> JournalSnapshot {
    let date = JSON.integer(Journal.millisecondsSinceEpoch())
    // Not lazily: the rows of this moment are to be held, not the table that goes on changing.
    let tables = database.tables.sorted { $0.key < $1.key }.map {
      ($0.key, $0.value.layout, $0.value.rows)
    }
    var rows = tables.lazy.flatMap { name, layout, rows in
      let columns = layout.columns.indices.filter { layout.columns[$0].isPersistent }
      return rows.lazy.map { uuid, row in
        JournalSnapshot.Row(
          table: name, uuid: uuid.description, columns: row.json(columns, layout))
      }
    }.makeIterator()
    return JournalSnapshot(
      schema: database.schema.json,
      members: ["_date": date, "_is_diff": true, "_comment": "compacting database online"]
    ) { rows.next() }
  }

  /// Makes the file hold `schema` and what `record` describes, at once.
  func replace(_ schema: DatabaseSchema, _ record: JSON) throws(DatabaseFileError) {
    do throws(JournalError) {
      try journal.flush()
      try journal.replaceContents(JournalSnapshot(schema: schema.json, record: record))
    } catch {
      throw DatabaseFileError("\(error)")
    }
  }
}

/// Why a database file cannot be served, in one line.
public struct DatabaseFileError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
