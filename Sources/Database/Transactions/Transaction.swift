import JSON
import OVSDB

/// One run of a transaction: operations change the tables' rows in place, and what they were is kept
/// until it is known whether the changes stay.
final class Transaction {
  let database: Database
  /// By number of the table; `nil` of one of which no row was touched.
  private var changes: [TableChanges?]
  /// Tables in the order of their first change.
  private(set) var changedTables: [TableChanges] = []

  init(_ database: Database) {
    self.database = database
    changes = Array(repeating: nil, count: database.numberedTables.count)
  }

  func changes(of table: DatabaseTable) -> TableChanges {
    if let changes = changes[table.number] { return changes }
    let new = TableChanges(table)
    changes[table.number] = new
    changedTables.append(new)
    return new
  }

  /// Whether the transaction has to do with the row.
  func hasTouched(_ uuid: UUID, of table: DatabaseTable) -> Bool {
    changes[table.number]?.place(of: uuid) != nil
  }

  /// Puts a row that is not there into a table, `_uuid` and a `_version` of its own included.
  func insert(_ row: DatabaseRow, _ uuid: UUID, into table: DatabaseTable) {
    changes(of: table).touch(uuid, nil)
    var row = row
    row[TableLayout.uuid] = Datum(.uuid(uuid))
    row[TableLayout.version] = Datum(.uuid(database.uuids.next()))
    row.trim()
    table.rows[uuid] = row
  }

  /// Changes a row that is there.
  func modify<E: Error>(
    _ uuid: UUID, in table: DatabaseTable,
    _ body: (inout DatabaseRow) throws(E) -> Void
  ) throws(E) {
    guard var row = table.rows[uuid] else { return }
    changes(of: table).touch(uuid, row)
    try body(&row)
    table.rows[uuid] = row
  }

  /// Takes a row out.
  func delete(_ uuid: UUID, from table: DatabaseTable) {
    let changes = changes(of: table)
    let place = changes.touch(uuid)
    table.rows[uuid] = nil
    // The row was never there for anybody else; its UUID may be used again.
    if changes.touched[place].old == nil { changes.forget(place) }
  }

  /// Puts everything back.
  func undo() {
    for changes in changedTables { changes.undo() }
  }

  /// The rows of which all clauses hold.
  func rows(of table: DatabaseTable, where condition: RowCondition) -> [UUID] {
    if condition.isEmpty { return Array(table.rows.keys) }
    if let candidates = candidates(in: table, condition) {
      return candidates.filter { table.rows[$0].map(condition.allHold(of:)) ?? false }
    }
    return table.rows.lazy.filter { condition.allHold(of: $0.value) }.map(\.key)
  }

  /// A few rows among which all are of which the condition holds, if an index gives them.
  private func candidates(in table: DatabaseTable, _ condition: RowCondition) -> [UUID]? {
    if let uuid = condition.equal(at: TableLayout.uuid) {
      return uuid.scalar?.uuid.map { [$0] } ?? []
    }
    for (columns, index) in zip(table.layout.indexes, table.indexes) {
      let values = columns.compactMap { condition.equal(at: $0) }
      guard values.count == columns.count else { continue }
      // The index is of the rows before the transaction.
      let found = index.row(with: values).flatMap { hasTouched($0.uuid, of: table) ? nil : $0.uuid }
      return Array(found.map { [$0] } ?? []) + (changes[table.number]?.touchedRows ?? [])
    }
    return nil
  }
}
