import JSON
import OVSDB

// The operations that change rows: RFC 7047 5.2.1 and 5.2.3 to 5.2.5.
extension OperationExecutor {
  mutating func insert(_ members: inout MemberReader) throws(OperationError) {
    let table = table(&members)
    let chosen = members.optional("uuid", .string)
    let name = members.optional("uuid-name", .identifier)
    let wire = members.required("row", .object)
    try members.check()
    guard let table, let wire else { return }
    let layout = table.layout
    let uuid = try newUUID(chosen, name, table)
    let row = try row(wire, layout).row
    for position in layout.positionsToSet { try row[position].check(layout.columns[position].type) }
    try checkAccess(layout, "prohibit row insertion into table") {
      $0.isAuthorized(row, layout) && $0.mayInsertAndDelete
    }
    transaction.insert(row, uuid, into: table)
    results.write { bytes in
      bytes += #"{"uuid":"#.utf8
      uuid.writeReference(to: &bytes)
      bytes.append(UInt8(ascii: "}"))
    }
  }

  /// The UUID that the client chose, or that the row's name stands for, or a random one.
  private mutating func newUUID(
    _ chosen: JSONElement?, _ name: JSONElement?, _ table: DatabaseTable
  ) throws(OperationError) -> UUID {
    var uuid: UUID?
    if let chosen {
      guard let value = UUID(chosen) else { throw .syntax("bad uuid", chosen) }
      guard table.rows[value] == nil, !transaction.hasTouched(value, of: table) else {
        throw OperationError(
          "duplicate uuid",
          "This UUID would duplicate a UUID already present within the table or deleted within the "
            + "same transaction.", syntax: chosen)
      }
      uuid = value
    }
    if let name, let text = name.string {
      guard names?.insert(text) ?? false else {
        throw OperationError(
          "duplicate uuid-name",
          "This \"uuid-name\" appeared on an earlier \"insert\" operation.", syntax: name)
      }
      if let uuid { names?.set(text, to: uuid) } else { uuid = names?.uuid(of: text) }
    }
    return uuid ?? transaction.database.uuids.next()
  }

  mutating func update(_ members: inout MemberReader) throws(OperationError) {
    let table = table(&members)
    let condition = members.required("where", .array)
    let wire = members.required("row", .object)
    try members.check()
    guard let table, let condition, let wire else { return }
    let layout = table.layout
    let (values, positions) = try row(wire, layout)
    for position in positions where !layout.columns[position].isMutable {
      throw OperationError(
        "constraint violation",
        "Cannot update immutable column \(layout.columns[position].name) in table "
          + "\(layout.name).", syntax: members.element)
    }
    let rows = transaction.rows(of: table, where: try RowCondition(condition, layout, &names))
    try checkAccess(layout, "prohibit modification of table") { permission in
      rows.allSatisfy { uuid in
        table.rows[uuid].map { permission.mayUpdate($0, positions, layout) } ?? false
      }
    }
    for uuid in rows {
      guard let row = table.rows[uuid],
        positions.contains(where: { row[$0] != values[$0] })
      else { continue }
      transaction.modify(uuid, in: table) { row in
        for position in positions { row[position] = values[position] }
      }
    }
    writeCount(rows.count)
  }

  mutating func mutate(_ members: inout MemberReader) throws(OperationError) {
    let table = table(&members)
    let condition = members.required("where", .array)
    let wire = members.required("mutations", .array)
    try members.check()
    guard let table, let condition, let wire else { return }
    let layout = table.layout
    var mutations: [RowMutation] = []
    try wire.forEachElement { wire throws(OperationError) in
      mutations.append(try RowMutation(wire, layout, &names))
    }
    let rows = transaction.rows(of: table, where: try RowCondition(condition, layout, &names))
    try checkAccess(layout, "prohibit mutate operation on table") { permission in
      rows.allSatisfy { uuid in
        table.rows[uuid].map { permission.mayUpdate($0, mutations.map(\.position), layout) }
          ?? false
      }
    }
    for uuid in rows where !mutations.isEmpty {
      try transaction.modify(uuid, in: table) { row throws(OperationError) in
        for mutation in mutations { try mutation.apply(to: &row[mutation.position]) }
      }
    }
    writeCount(rows.count)
  }

  mutating func delete(_ members: inout MemberReader) throws(OperationError) {
    let condition = members.required("where", .array)
    let table = table(&members)
    try members.check()
    guard let table, let condition else { return }
    let layout = table.layout
    let rows = transaction.rows(of: table, where: try RowCondition(condition, layout, &names))
    try checkAccess(layout, "prohibit row deletion from table") { permission in
      rows.allSatisfy { uuid in
        table.rows[uuid].map {
          permission.isAuthorized($0, layout) && permission.mayInsertAndDelete
        } ?? false
      }
    }
    for uuid in rows { transaction.delete(uuid, from: table) }
    writeCount(rows.count)
  }

  private func checkAccess(
    _ layout: TableLayout, _ prohibition: String, _ allows: (Permission) -> Bool
  ) throws(OperationError) {
    guard let access = context.access, !access.role.isEmpty,
      transaction.database.tables["RBAC_Role"] != nil
    else { return }
    if let permission = Permission(access, on: layout.name, in: transaction.database),
      allows(permission)
    {
      return
    }
    throw OperationError(
      "permission error",
      "RBAC rules for client \"\(access.client ?? "(null)")\" role \"\(access.role)\" "
        + "\(prohibition) \"\(layout.name)\".")
  }
}
