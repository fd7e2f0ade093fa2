public import JSON
public import OVSDB

/// One change to one row, before it is put together with others into a transaction.
public enum Edit: Equatable, Sendable {
  case operation(Operation)
  /// Adds references to a set column: `rows` are named rows of the same transaction, or UUIDs.
  case attach(table: String, row: UUID, column: String, rows: [JSON])
  /// Removes references from a set column.
  case detach(table: String, row: UUID, column: String, rows: [UUID])
}

extension Edit {
  /// Adds a row; other edits of the transaction may refer to it by `name`, or at any time by `uuid`.
  public static func insert(
    _ table: String, _ row: [String: JSON], name: String? = nil, uuid: UUID? = nil
  ) -> Edit {
    .operation(.insert(table: table, row: row, name: name, uuid: uuid))
  }

  /// Sets columns of a row.
  public static func update(_ table: String, _ uuid: UUID, _ row: [String: JSON]) -> Edit {
    .operation(.update(table: table, where: [.uuid(equals: uuid)], row: row))
  }

  /// Removes a row.
  public static func delete(_ table: String, _ uuid: UUID) -> Edit {
    .operation(.delete(table: table, where: [.uuid(equals: uuid)]))
  }

  /// Sets keys of a map column and leaves its other keys, whoever writes them, alone; `nil` removes.
  public static func setKeys(
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
  public static func requireNone(_ table: String, where conditions: [Condition]) -> Edit {
    .operation(
      .wait(
        timeout: 0, table: table, where: conditions, columns: ["_uuid"], until: .equal, rows: []))
  }
}
