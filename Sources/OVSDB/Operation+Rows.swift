public import JSON

/// Operations on one row that leave alone what others write.
extension Operation {
  /// Sets columns of one row.
  public static func update(_ table: String, _ uuid: UUID, _ row: [String: JSON]) -> Operation {
    .update(table: table, where: [.uuid(equals: uuid)], row: row)
  }

  /// Removes one row.
  public static func delete(_ table: String, _ uuid: UUID) -> Operation {
    .delete(table: table, where: [.uuid(equals: uuid)])
  }

  /// Sets keys of a map column; nil removes. Other keys stay as they are.
  public static func setKeys(
    _ table: String, _ uuid: UUID, _ column: String, _ values: [(key: String, value: String?)]
  ) -> Operation {
    let pairs = values.compactMap { entry in
      entry.value.map { (JSON.string(entry.key), JSON.string($0)) }
    }
    let keys = values.map { JSON.string($0.key) }
    var mutations = [Mutation(column, .delete, .array(["set", .array(keys)]))]
    if !pairs.isEmpty { mutations.append(Mutation(column, .insert, .map(pairs))) }
    return .mutate(table: table, where: [.uuid(equals: uuid)], mutations: mutations)
  }

  /// As above, the keys in their order.
  public static func setKeys(
    _ table: String, _ uuid: UUID, _ column: String, _ values: [String: String?]
  ) -> Operation {
    setKeys(table, uuid, column, values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
  }

  /// Adds references to a set column.
  public static func attach(
    _ rows: [JSON], to column: String, of table: String, _ uuid: UUID
  ) -> Operation {
    .mutate(
      table: table, where: [.uuid(equals: uuid)],
      mutations: [Mutation(column, .insert, .set(rows))])
  }

  /// Removes references from a set column.
  public static func detach(
    _ rows: [UUID], from column: String, of table: String, _ uuid: UUID
  ) -> Operation {
    .mutate(
      table: table, where: [.uuid(equals: uuid)],
      mutations: [Mutation(column, .delete, .set(rows.map { .uuid($0) }))])
  }

  /// Fails the transaction, to be derived anew, unless a column holds what was read.
  public static func require(
    _ table: String, _ uuid: UUID, _ column: String, _ value: JSON
  ) -> Operation {
    .wait(
      timeout: 0, table: table, where: [.uuid(equals: uuid)], columns: [column], until: .equal,
      rows: [[column: value]])
  }

  /// Fails the transaction, to be derived anew, if a row meets the conditions.
  public static func requireNone(_ table: String, where conditions: [Condition]) -> Operation {
    .wait(
      timeout: 0, table: table, where: conditions, columns: ["_uuid"], until: .equal, rows: [])
  }
}
