import Derive
import JSON
import OVSDB
import Replica

/// Reading for a derivation: every answer is noted, so that the derivation runs again when it changes.
extension World {
  func row<R>(_ uuid: UUID, in table: TableReplica<R>) -> R? {
    reads.note(table.fact(of: uuid))
    return table[uuid]
  }

  /// A row with the column that its table holds apart, such as a switch port's `up`.
  func wholeRow<R>(_ uuid: UUID, in table: TableReplica<R>) -> R? {
    reads.note(table.factApart(of: uuid))
    return row(uuid, in: table)
  }

  /// The rows under `key`, always in the same order.
  func rows<R, K>(_ key: K, in index: Index<R, K>) -> [(uuid: UUID, row: R)] {
    reads.note(index.fact(of: key))
    switch index[key] {
    case nil:
      return []
    case .one(let uuid):
      return row(uuid, in: index.table).map { [(uuid, $0)] } ?? []
    case .many(let uuids):
      return uuids.sorted().compactMap { uuid in row(uuid, in: index.table).map { (uuid, $0) } }
    }
  }

  /// The row under a key that has one row by the schema's own rules; of several, always the same.
  func first<R, K>(_ key: K, in index: Index<R, K>) -> (uuid: UUID, row: R)? {
    rows(key, in: index).first
  }

  /// Whether there is a row under `key`, whatever it says.
  func hasRows<R, K>(_ key: K, in index: Index<R, K>) -> Bool {
    reads.note(index.fact(of: key))
    return index[key] != nil
  }

  /// The row that refers to `child`.
  func owner<R>(of child: UUID, in index: OwnerIndex<R>) -> UUID? {
    reads.note(index.fact(ownerOf: child))
    return index.owner(of: child)
  }

  /// All rows of a small table, such as the one row of a global table.
  func allRows<R>(of table: TableReplica<R>) -> [(uuid: UUID, row: R)] {
    reads.note(fact(ofTable: table))
    return table.rows.map { ($0.key, $0.value) }.sorted { $0.uuid < $1.uuid }
  }

  /// The members of a roster, always in the same order.
  func members(_ key: RosterKey) -> [UUID] {
    reads.note(rosters.fact(of: key))
    return rosters.members(key).sorted()
  }

  /// How many members a roster has.
  func memberCount(_ key: RosterKey) -> Int {
    reads.note(rosters.fact(of: key))
    return rosters.members(key).count
  }

  /// Whether `member` is in a roster.
  func isMember(_ member: UUID, of key: RosterKey) -> Bool {
    reads.note(rosters.fact(of: member))
    return rosters.isMember(member, of: key)
  }

  /// Whether a roster has members, whichever they are.
  func hasMembers(_ key: RosterKey) -> Bool {
    reads.note(rosters.occupancy(of: key))
    return !rosters.members(key).isEmpty
  }
}

extension World {
  /// The row as an insertion writes it: columns that differ from their default and that the server has.
  func columns<R: Row>(of row: R, in database: ZoneDatabase) -> [String: JSON] {
    let known = schemas[database]?.tables[R.table.name]?.columns
    var result: [String: JSON] = [:]
    for column in R.table.columns {
      if column.isDefault(in: row) || known?[column.name] == nil { continue }
      result[column.name] = column.json(of: row)
    }
    return result
  }

  /// The columns of `wanted` that `present` says differently, of those in `names` that the server has.
  func differences<R: Row>(
    from present: R, to wanted: R, in database: ZoneDatabase, columns names: Set<String>
  ) -> [String: JSON] {
    let known = schemas[database]?.tables[R.table.name]?.columns
    var result: [String: JSON] = [:]
    for column in R.table.columns where names.contains(column.name) {
      if known?[column.name] == nil { continue }
      if !column.isEqual(in: wanted, present) { result[column.name] = column.json(of: wanted) }
    }
    return result
  }
}
