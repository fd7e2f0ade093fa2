public import JSON
public import OVSDB

extension Database {
  /// Applies one transaction of a journal, in the file format of ovsdb(5): with columns' differences
  /// ("_is_diff") or with their new values.
  ///
  /// Throws, and changes nothing, if the record does not fit the schema or what is in the database.
  public func restore(_ record: JSONElement) throws(OperationError) {
    _ = try apply(record, ignoringUnknown: false)
  }

  /// As ``restore(_:)``, of a record that was written with another schema: tables and columns that are
  /// not in this one are left out.
  public func restore(converting record: JSONElement) throws(OperationError) {
    _ = try apply(record, ignoringUnknown: true)
  }

  /// As ``restore(_:)``, of a transaction of another server's database that this one is a copy of;
  /// returns what it changed here.
  public func follow(_ record: JSONElement) throws(OperationError) -> [RowChange] {
    try apply(record, ignoringUnknown: false)
  }

  private func apply(
    _ record: JSONElement, ignoringUnknown: Bool
  ) throws(OperationError) -> [RowChange] {
    guard record.kind == .object else { throw .syntax("object expected", record) }
    let transaction = Transaction(self)
    do throws(OperationError) {
      let reader = RecordReader(
        transaction: transaction, hasDifferences: record["_is_diff"]?.boolean ?? false,
        ignoresUnknown: ignoringUnknown)
      try record.forEachMember { name, wire throws(OperationError) in
        guard let table = tables[name] else {
          guard name.isAnnotation(wire) || ignoringUnknown else {
            throw OperationError("unknown table", "No table named \(name).", syntax: record)
          }
          return
        }
        try reader.read(wire, into: table)
      }
      return try transaction.commit()
    } catch {
      transaction.undo()
      throw error
    }
  }

  /// All rows as one transaction of a journal, for compaction.
  ///
  /// `date` is in milliseconds since 1970.
  public func snapshotRecord(comment: String? = nil, date: Int64) -> JSON {
    var members: [String: [String: JSON]] = [:]
    for (name, table) in tables where !table.rows.isEmpty {
      members[name] = table.rows.reduce(into: [:]) {
        $0[$1.key.description] = $1.value.record(table.layout)
      }
    }
    return .record(tables: members, comment: comment, date: date)
  }

  /// The same contents with another schema: what it does not have is left out, what does not fit
  /// throws.
  public func converted(to schema: DatabaseSchema) throws(OperationError) -> Database {
    let result = Database(schema: schema, uuids: uuids)
    let transaction = Transaction(result)
    for (name, source) in tables {
      guard let target = result.tables[name] else { continue }
      for (uuid, row) in source.rows {
        var new = target.layout.defaults
        for (position, column) in target.layout.columns.enumerated() where position > 1 {
          guard let from = source.layout.position(of: column.name) else { continue }
          let type = source.layout.columns[from].type
          new[position] =
            type == column.type
            ? row[from] : try Datum(JSONElement(row[from].json(type)), column.type)
        }
        transaction.insert(new, uuid, into: target)
      }
    }
    _ = try transaction.commit()
    return result
  }
}

extension String {
  /// Whether this member of a record is about the transaction, and no table.
  fileprivate func isAnnotation(_ value: JSONElement) -> Bool {
    switch self {
    case "_date": value.kind == .integer
    case "_is_diff": value.kind == .boolean
    default: self == "_comment"
    }
  }
}
