import JSON
import OVSDB

/// One change to one row, before it is put together with others into a transaction.
enum Edit: Equatable {
  case operation(Operation)
  /// Adds references to a set column: `rows` are named rows of the same transaction, or UUIDs.
  case attach(table: String, row: UUID, column: String, rows: [JSON])
  /// Removes references from a set column.
  case detach(table: String, row: UUID, column: String, rows: [UUID])
}

extension Edit {
  static func insert(_ table: String, _ row: [String: JSON], name: String? = nil) -> Edit {
    .operation(.insert(table: table, row: row, name: name))
  }

  static func update(_ table: String, _ uuid: UUID, _ row: [String: JSON]) -> Edit {
    .operation(.update(table: table, where: [.uuid(equals: uuid)], row: row))
  }

  static func delete(_ table: String, _ uuid: UUID) -> Edit {
    .operation(.delete(table: table, where: [.uuid(equals: uuid)]))
  }

  /// Sets keys of a map column and leaves its other keys, whoever writes them, alone; `nil` removes.
  static func setKeys(
    _ table: String, _ uuid: UUID, _ column: String, _ values: [(key: String, value: String?)]
  ) -> Edit {
    let keys = values.map { JSON.string($0.key) }
    let pairs = values.compactMap { entry in
      entry.value.map { JSON.array([.string(entry.key), .string($0)]) }
    }
    var mutations = [Mutation(column, .delete, .array([.string("set"), .array(keys)]))]
    if !pairs.isEmpty {
      mutations.append(
        Mutation(column, .insert, .array([.string("map"), .array(pairs)])))
    }
    return .operation(.mutate(table: table, where: [.uuid(equals: uuid)], mutations: mutations))
  }

  /// Fails the transaction, to be tried anew, unless no row meets `conditions`.
  static func requireNone(_ table: String, where conditions: [Condition]) -> Edit {
    .operation(
      .wait(
        timeout: 0, table: table, where: conditions, columns: ["_uuid"], until: .equal, rows: []))
  }
}

extension Row {
  /// The row as an insertion writes it: columns that differ from their default and that the server
  /// has.
  func columns(for database: Database, _ capabilities: Capabilities) -> [String: JSON] {
    let known = capabilities[database]?.tables[Self.table.name]?.columns
    var result: [String: JSON] = [:]
    for column in Self.table.columns {
      if column.isDefault(in: self) || known?[column.name] == nil { continue }
      result[column.name] = column.json(of: self)
    }
    return result
  }
}
