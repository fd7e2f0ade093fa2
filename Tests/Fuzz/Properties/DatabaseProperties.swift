import Database
import JSON
import OVSDB

/// What a database must do with any schema and any transactions: reply, never trap, leave everything as
/// it was where a transaction fails, and be the same when read back from its journal or a snapshot.
/// Checked by the fuzzer, and by tests on the corpus.
///
/// The bytes are `{"schema": <database-schema>, "transactions": [[<operation>…]…], "records": […]}`, all
/// of it optional.  Returns what was violated, or `nil`.
public func violatedDatabaseProperty(of bytes: [UInt8]) -> String? {
  guard let root = try? JSONDocument(parsing: bytes).root,
    let schema = root["schema"].flatMap({ try? DatabaseSchema(wire: $0) }) ?? fuzzedSchema
  else { return nil }
  let database = Database(schema: schema)
  let copy = Database(schema: schema)
  var violation: String?
  root["records"]?.forEachElement { record in
    // Both or neither: what does not fit changes nothing.
    let isRead = (try? database.restore(record)) != nil
    if isRead != ((try? copy.restore(record)) != nil) { violation = "a record fits by chance" }
  }
  root["transactions"]?.forEachElement { operations in
    violation = violation ?? violatedProperty(of: operations, database, copy)
  }
  return violation ?? violatedRestoration(of: database, copy)
}

/// Runs a transaction, and applies its record to the copy.
private func violatedProperty(
  of operations: JSONElement, _ database: Database, _ copy: Database
) -> String? {
  let before = database.snapshotRecord(date: 0)
  switch database.transact(operations, TransactionContext()) {
  case .waits:
    return database.snapshotRecord(date: 0) == before ? nil : "waiting changed something"
  case .completed(let reply, let commit):
    guard (try? JSON(parsing: reply))?.arrayValue?.count ?? 0 >= operations.count else {
      return "a reply is too short"
    }
    guard let commit else {
      return database.snapshotRecord(date: 0) == before ? nil : "a failure changed something"
    }
    guard let record = commit.record else { return nil }
    guard let document = try? JSONDocument(parsing: record),
      (try? copy.restore(document.root)) != nil
    else { return "\(String(decoding: record, as: UTF8.self)) does not read back" }
    return nil
  }
}

private func violatedRestoration(of database: Database, _ copy: Database) -> String? {
  let contents = database.snapshotRecord(date: 0)
  guard copy.snapshotRecord(date: 0) == contents else { return "the journal holds something else" }
  let again = Database(schema: database.schema)
  guard let document = try? JSONDocument(parsing: contents.description.utf8),
    (try? again.restore(document.root)) != nil, again.snapshotRecord(date: 0) == contents
  else { return "the snapshot holds something else" }
  guard again.atomCount == database.atomCount else { return "atoms are counted wrongly" }
  return nil
}

/// A schema with each kind of column, constraint and reference, for bytes without one.
let fuzzedSchema = try? DatabaseSchema(
  wire: JSONElement(
    [
      "name": "Fuzz", "version": "1.0.0",
      "tables": [
        "A": [
          "isRoot": true, "maxRows": 4, "indexes": [["n"]],
          "columns": [
            "n": ["type": ["key": ["type": "integer", "minInteger": 0]]],
            "r": ["type": ["key": ["type": "real", "maxReal": 9], "min": 0]],
            "k": ["type": ["key": ["type": "string", "enum": ["set", ["x", "y", ""]]]]],
            "s": ["type": ["key": "string", "min": 0, "max": 2]],
            "m": ["type": ["key": "string", "value": "integer", "min": 0, "max": "unlimited"]],
            "b": [
              "type": ["key": ["type": "uuid", "refTable": "B"], "min": 0, "max": "unlimited"]
            ],
            "w": [
              "type": [
                "key": ["type": "uuid", "refTable": "A", "refType": "weak"], "min": 0,
                "max": "unlimited",
              ]
            ],
          ],
        ],
        "B": [
          "columns": [
            "b": [
              "type": ["key": ["type": "uuid", "refTable": "B"], "min": 0, "max": "unlimited"]
            ]
          ]
        ],
      ],
    ]))
