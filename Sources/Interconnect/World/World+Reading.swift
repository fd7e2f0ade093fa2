import Derive
import OVSDB
import Replica

/// Reading for a derivation: every answer is noted, so that the derivation runs again when it changes.
extension World {
  func row<R>(_ uuid: UUID, in table: TableReplica<R>) -> R? {
    reads.note(table.fact(of: uuid))
    return table[uuid]
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

  func holds(_ lock: Lock) -> Bool {
    reads.note(fact(of: lock))
    return locks.contains(lock)
  }

  /// The zone as which this daemon is registered, or which it leaves.
  func readZone() -> Zone? {
    reads.note(zoneFact)
    return zone
  }
}
