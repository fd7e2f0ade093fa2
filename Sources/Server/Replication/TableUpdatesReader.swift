internal import Database
internal import JSON
internal import OVSDB

/// Turns <table-updates> of RFC 7047 4.1.6 into operations that do the same to a database.
struct TableUpdatesReader {
  let database: Database
  let exclusions: ReplicationExclusions

  /// What `updates` describe of a transaction.
  func operations(of updates: JSONElement) throws(ReplicationError) -> [JSON] {
    var operations: [JSON] = []
    try forEachRow(of: updates) { table, uuid, row throws(ReplicationError) in
      operations.append(try operation(table, uuid, old: row["old"], new: row["new"]))
    }
    return operations
  }

  /// What makes the database hold the rows that `updates` describe and, but in excluded tables, no
  /// others.
  func operations(adopting updates: JSONElement) throws(ReplicationError) -> [JSON] {
    var wanted: [String: Set<UUID>] = [:]
    var operations: [JSON] = []
    try forEachRow(of: updates) { table, uuid, row throws(ReplicationError) in
      wanted[table.layout.name, default: []].insert(uuid)
      guard let new = row["new"] else { throw ReplicationError("a row without \"new\"") }
      guard let present = table.rows[uuid] else {
        return operations.append(try operation(table, uuid, old: nil, new: new))
      }
      if let operation = update(table.layout, uuid, present, to: new) {
        operations.append(operation)
      }
    }
    for (name, table) in database.tables.sorted(by: { $0.key < $1.key })
    where !exclusions.contains(name, of: database.schema.name) {
      let kept = wanted[name] ?? []
      for uuid in table.rows.keys where !kept.contains(uuid) {
        operations.append(Self.delete(name, uuid))
      }
    }
    return operations
  }

  private func forEachRow(
    of updates: JSONElement,
    _ body: (DatabaseTable, UUID, JSONElement) throws(ReplicationError) -> Void
  ) throws(ReplicationError) {
    try updates.forEachMember { name, rows throws(ReplicationError) in
      guard let table = database.tables[name] else {
        throw ReplicationError("unknown table: unknown table \(name)")
      }
      guard rows.kind == .object else {
        throw ReplicationError("<table-update> for table is not object")
      }
      try rows.forEachMember { text, row throws(ReplicationError) in
        guard let uuid = UUID(text) else {
          throw ReplicationError("bad row UUID: <table-update> names must be UUIDs")
        }
        guard row.kind == .object else { throw ReplicationError("<row-update> is not object") }
        try body(table, uuid, row)
      }
    }
  }

  private func operation(
    _ table: DatabaseTable, _ uuid: UUID, old: JSONElement?, new: JSONElement?
  ) throws(ReplicationError) -> JSON {
    let name = table.layout.name
    guard let new else { return Self.delete(name, uuid) }
    guard let old else {
      return [
        "op": "insert", "table": .string(name), "uuid": .string(uuid.description),
        "row": new.json,
      ]
    }
    // The columns that are not in "old" are as they were.
    var row: [String: JSON] = [:]
    old.forEachMember { column, _ in row[column] = new[column]?.json }
    return Self.update(name, uuid, row)
  }

  /// What makes a row hold the columns of `new`; nil if it does.
  private func update(
    _ layout: TableLayout, _ uuid: UUID, _ present: DatabaseRow, to new: JSONElement
  ) -> JSON? {
    var row: [String: JSON] = [:]
    new.forEachMember { column, wire in
      let value = wire.json
      if let position = layout.position(of: column),
        present[position].json(layout.columns[position].type) == value
      {
        return
      }
      row[column] = value
    }
    guard !row.isEmpty else { return Optional.none }
    return Self.update(layout.name, uuid, row)
  }

  private static func update(_ table: String, _ uuid: UUID, _ row: [String: JSON]) -> JSON {
    Operation.update(table: table, where: [.uuid(equals: uuid)], row: row).json
  }

  private static func delete(_ table: String, _ uuid: UUID) -> JSON {
    Operation.delete(table: table, where: [.uuid(equals: uuid)]).json
  }
}

/// Why a database cannot follow that of another server, in one line.
struct ReplicationError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
