import JSON
import OVSDB

/// The rows of one database as a test writes them, and the updates that its server would send.
struct Contents {
  let schema: [String: TableSchema]
  private(set) var tables: [String: [UUID: [String: JSON]]] = [:]
  /// The rows changed since the last update, as they were; `nil` where there was none.
  private var before: [RowID: [String: JSON]?] = [:]

  /// Of a table that is named only those rows are told of which one of the conditions, all equalities,
  /// holds.
  private(set) var conditions: [String: [Condition]] = [:]

  struct RowID: Hashable {
    let table: String
    let uuid: UUID
  }

  init(schema: [String: TableSchema]) { self.schema = schema }

  mutating func insert<R: Row>(_ row: R, as uuid: UUID) {
    set(RowID(table: R.table.name, uuid: uuid), to: encode(row))
  }

  mutating func modify<R: Row>(_: R.Type, _ uuid: UUID, _ change: (inout R) -> Void) {
    guard var row = row(uuid, of: R.self) else { return }
    change(&row)
    set(RowID(table: R.table.name, uuid: uuid), to: encode(row))
  }

  mutating func delete<R: Row>(_: R.Type, _ uuid: UUID) {
    set(RowID(table: R.table.name, uuid: uuid), to: nil)
  }

  /// Changes one row, in the server's notation; `nil` is no row.
  mutating func set(_ id: RowID, to columns: [String: JSON]?) {
    let old = tables[id.table]?[id.uuid]
    if old == columns { return }
    if before[id] == nil { before[id] = .some(old) }
    tables[id.table, default: [:]][id.uuid] = columns
  }

  func row<R: Row>(_ uuid: UUID, of _: R.Type) -> R? {
    tables[R.table.name]?[uuid].flatMap { decode($0) }
  }

  /// The rows of a table, always in the same order.
  func rows<R: Row>(_: R.Type) -> [(uuid: UUID, row: R)] {
    (tables[R.table.name] ?? [:]).sorted { $0.key < $1.key }
      .compactMap { entry in decode(entry.value).map { (entry.key, $0) } }
  }

  func uuids<R: Row>(_: R.Type) -> [UUID] { (tables[R.table.name] ?? [:]).keys.sorted() }

  private func encode<R: Row>(_ row: R) -> [String: JSON] {
    Dictionary(uniqueKeysWithValues: R.table.columns.map { ($0.name, $0.json(of: row)) })
  }

  private func decode<R: Row>(_ columns: [String: JSON]) -> R? {
    var row = R()
    do { try R.table.decode(JSONElement(.object(columns)), into: &row) } catch { return nil }
    return row
  }
}

extension Contents {
  /// The changes since the last update, in the rows of update2; `nil` if there are none.
  mutating func takeUpdate() -> JSONElement? {
    var updates: [String: [String: JSON]] = [:]
    for (id, old) in before {
      guard let change = change(of: id, from: old) else { continue }
      updates[id.table, default: [:]][id.uuid.description] = change
    }
    before = [:]
    return updates.isEmpty ? nil : JSONElement(.object(updates.mapValues { .object($0) }))
  }

  /// All rows, as a server sends them to a client that knows none.
  var everything: JSONElement {
    JSONElement(
      .object(
        Dictionary(
          uniqueKeysWithValues: tables.map { table, rows in
            let told = rows.filter { isTold($0.value, of: table) }
            return (
              table,
              .object(
                Dictionary(
                  uniqueKeysWithValues: told.map {
                    ($0.key.description, .object(["initial": .object($0.value)]))
                  }))
            )
          })))
  }

  /// Tells other rows from now on.
  ///
  /// - Returns: the rows that are told now, or no longer, in the rows of update2.
  mutating func setConditions(_ conditions: [String: [Condition]]) -> JSONElement {
    let before = self
    self.conditions = conditions
    var updates: [String: JSON] = [:]
    for (table, rows) in tables {
      var changes: [String: JSON] = [:]
      for (uuid, row) in rows {
        let (wasTold, isTold) = (before.isTold(row, of: table), isTold(row, of: table))
        if wasTold == isTold { continue }
        changes[uuid.description] = .object(isTold ? ["insert": .object(row)] : ["delete": .null])
      }
      if !changes.isEmpty { updates[table] = .object(changes) }
    }
    return JSONElement(.object(updates))
  }

  private func isTold(_ row: [String: JSON], of table: String) -> Bool {
    conditions[table]?.contains { row[$0.column] == $0.value } ?? true
  }

  private func change(of id: RowID, from old: [String: JSON]?) -> JSON? {
    let told = [old, tables[id.table]?[id.uuid]].map { row in
      row.flatMap { isTold($0, of: id.table) ? $0 : nil }
    }
    switch (told[0], told[1]) {
    case (nil, nil): return nil
    case (nil, let new?): return .object(["insert": .object(new)])
    case (_?, nil): return .object(["delete": .null])
    case (let old?, let new?):
      if old == new { return nil }
      let columns = schema[id.table]?.columns ?? [:]
      let changed = new.filter { old[$0.key] != $0.value }
      let difference = changed.map { name, value in
        (name, columns[name]?.type.difference(from: old[name] ?? .null, to: value) ?? value)
      }
      return .object(["modify": .object(Dictionary(uniqueKeysWithValues: difference))])
    }
  }
}

extension ColumnType {
  /// What the "modify" of an update2 says of a column (ovsdb-server(7), 4.1.15).
  fileprivate func difference(from old: JSON, to new: JSON) -> JSON {
    if !isComposite { return new }
    if value == nil {
      let difference = Set(old.setElements).symmetricDifference(new.setElements)
      return .array(["set", .array(Array(difference))])
    }
    let old = old.mapPairs
    let new = new.mapPairs
    let gone = old.filter { new[$0.key] == nil }
    let changed = new.filter { old[$0.key] != $0.value }
    return .map((gone.map { ($0.key, $0.value) }) + changed.map { ($0.key, $0.value) })
  }
}

extension JSON {
  /// The elements of a set, a single one of which may stand bare (RFC 7047, 5.1).
  var setElements: [JSON] {
    guard let array = arrayValue, array.first == "set" else { return [self] }
    return array.last?.arrayValue ?? []
  }

  /// The pairs of a map.
  var mapPairs: [JSON: JSON] {
    var pairs: [JSON: JSON] = [:]
    for pair in arrayValue?.last?.arrayValue ?? [] {
      if let key = pair[0], let value = pair[1] { pairs[key] = value }
    }
    return pairs
  }
}
