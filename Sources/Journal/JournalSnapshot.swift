public import JSON

/// The whole contents of a database, given row by row, for compaction.
///
/// The rows are asked for over many turns of the loop, and must be those of the moment at which the
/// compaction began.
public struct JournalSnapshot {
  /// A row: its table, its UUID, and an object of its columns.
  public struct Row {
    public var table: String
    public var uuid: String
    public var columns: JSON

    public init(table: String, uuid: String, columns: JSON) {
      self.table = table
      self.uuid = uuid
      self.columns = columns
    }
  }

  /// The database's schema.
  public var schema: JSON
  /// Members of the record besides the tables, such as `_comment` and `_is_diff`.
  public var members: [String: JSON]
  /// The next row, those of a table one after the other; `nil` at the end.
  public var next: () -> Row?

  public init(schema: JSON, members: [String: JSON] = [:], next: @escaping () -> Row?) {
    self.schema = schema
    self.members = members
    self.next = next
  }

  /// The contents that a record of all rows describes.
  public init(schema: JSON, record: JSON) {
    var tables: [(String, [String: JSON])] = []
    var members: [String: JSON] = [:]
    if case .object(let all) = record {
      for (name, value) in all {
        // A table's name begins with no underscore (RFC 7047 3.2).
        if !name.hasPrefix("_"), case .object(let rows) = value {
          tables.append((name, rows))
        } else {
          members[name] = value
        }
      }
    }
    let rows = tables.lazy.flatMap { table, rows in
      rows.lazy.map { Row(table: table, uuid: $0.key, columns: $0.value) }
    }
    var iterator = rows.makeIterator()
    self.init(schema: schema, members: members) { iterator.next() }
  }
}
