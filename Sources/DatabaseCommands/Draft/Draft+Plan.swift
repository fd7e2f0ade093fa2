internal import Database
internal import JSON
internal import OVSDB

extension Draft {
  /// The transaction that makes the draft true; `nil` if the database is as the draft wants it.
  ///
  /// What the commands relied on comes first, so that a transaction fails whole if that has changed.
  /// - Parameter comment: what the log of the database's file is to say of it.
  public func plan(counter: Counter? = nil, comment: String, isDryRun: Bool = false)
    -> TransactionPlan?
  {
    var builder = PlanBuilder(draft: self)
    builder.addPrerequisites()
    for row in order { builder.add(row) }
    if let counter, builder.isChanging || counter.isForced { builder.add(counter) }
    guard builder.isChanging else { return nil }
    builder.plan.operations.append(.comment(comment))
    if isDryRun { builder.plan.operations.append(.abort) }
    return builder.plan
  }
}

private struct PlanBuilder {
  let draft: Draft
  /// The rows that the transaction inserts and gives names to.
  let named: Set<UUID>
  var plan = TransactionPlan()
  var isChanging = false

  init(draft: Draft) {
    self.draft = draft
    named = Set(
      draft.order.lazy.filter { row in
        if case .inserted(isPermanent: false)? = draft.changes[row]?.kind { true } else { false }
      }.map(\.uuid))
  }

  mutating func addPrerequisites() {
    for row in draft.order {
      guard let change = draft.changes[row], !change.verified.isEmpty else { continue }
      let columns = change.verified.sorted { $0.index < $1.index }
      var values: [String: JSON] = [:]
      for column in columns {
        values[column.name] = draft.storedValue(column, of: row).json(column.type)
      }
      plan.operations.append(
        .wait(
          timeout: 0, table: row.table, where: [.uuid(equals: row.uuid)],
          columns: columns.map(\.name), until: .equal, rows: [values]))
    }
    for table in draft.catalog.tables where table.isSingleton && isFilled(table) {
      plan.operations.append(
        .wait(timeout: 0, table: table.name, where: [], until: .equal, rows: []))
    }
  }

  /// Whether the table has no row now, and one by the draft: another client may be about to do the same.
  private func isFilled(_ table: TableDescription) -> Bool {
    (draft.contents.tables[table.name] ?? [:]).isEmpty && draft.rows(of: table).count == 1
  }

  mutating func add(_ row: RowReference) {
    guard let change = draft.changes[row] else { return }
    switch change.kind {
    case .inserted(let isPermanent): addInsertion(row, change, isPermanent: isPermanent)
    case .changed: addUpdate(row, change)
    case .deleted:
      guard draft.catalog.table(named: row.table)?.isRoot == true else { return }
      plan.operations.append(.delete(table: row.table, where: [.uuid(equals: row.uuid)]))
      isChanging = true
    }
  }

  private mutating func addInsertion(
    _ row: RowReference, _ change: RowChange, isPermanent: Bool
  ) {
    plan.insertions[row.uuid] = plan.operations.count
    let values = change.written.filter { !$1.isDefault($0.type) }
    let members = json(of: values)
    plan.operations.append(
      isPermanent
        ? .insert(table: row.table, row: members, uuid: row.uuid)
        : .insert(table: row.table, row: members, name: row.uuid.rowName))
    isChanging = true
  }

  private mutating func addUpdate(_ row: RowReference, _ change: RowChange) {
    if !change.written.isEmpty {
      plan.operations.append(
        .update(
          table: row.table, where: [.uuid(equals: row.uuid)], row: json(of: change.written)))
      let differs = change.written.contains { draft.storedValue($0, of: row) != $1 }
      isChanging = isChanging || differs
    }
    if !change.amendments.isEmpty {
      let mutations = change.amendments.map {
        Mutation($0.column.name, $0.mutator, replacingNames(in: $0.value.json($0.type)))
      }
      plan.operations.append(
        .mutate(table: row.table, where: [.uuid(equals: row.uuid)], mutations: mutations))
      isChanging = true
    }
  }

  mutating func add(_ counter: Counter) {
    let (row, column) = (counter.row, counter.column.name)
    let condition = Condition("_uuid", .equal, replacingNames(in: .uuid(row.uuid)))
    plan.operations.append(
      .mutate(table: row.table, where: [condition], mutations: [Mutation(column, .add, 1)]))
    plan.counterReading = plan.operations.count
    plan.operations.append(.select(table: row.table, where: [condition], columns: [column]))
    isChanging = true
  }

  private func json(of values: [TableColumn: Datum]) -> [String: JSON] {
    var members: [String: JSON] = [:]
    for (column, value) in values {
      members[column.name] = replacingNames(in: value.json(column.type))
    }
    return members
  }

  /// The value with rows that the transaction inserts called by their names in it.
  private func replacingNames(in value: JSON) -> JSON {
    guard case .array(let elements) = value else { return value }
    if elements.count == 2, elements[0] == "uuid",
      let uuid = elements[1].stringValue.flatMap({ UUID($0) })
    {
      return named.contains(uuid) ? .namedUUID(uuid.rowName) : value
    }
    return .array(elements.map(replacingNames))
  }
}

extension UUID {
  /// The name of a row of this UUID among the operations of a transaction.
  fileprivate var rowName: String {
    "row" + description.map { $0 == "-" ? "_" : String($0) }.joined()
  }
}
