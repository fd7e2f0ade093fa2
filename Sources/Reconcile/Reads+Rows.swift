public import Derive
public import OVSDB
public import Replica

/// Reading rows for a result: every answer is noted, so that the result is derived again when it
/// changes.
extension Reads where Fact == Replica.Fact {
  /// The row under a UUID.
  public func row<R>(_ uuid: UUID, in table: TableReplica<R>) -> R? {
    note(table.fact(of: uuid))
    return table[uuid]
  }

  /// The rows under `key`, always in the same order.
  public func rows<R, K>(_ key: K, in index: Index<R, K>) -> [(uuid: UUID, row: R)] {
    note(index.fact(of: key))
    return (index[key].map(Array.init) ?? []).sorted().compactMap { uuid in
      row(uuid, in: index.table).map { (uuid, $0) }
    }
  }

  /// The row under a key that has one by the schema's own rules; of several, always the same.
  public func first<R, K>(_ key: K, in index: Index<R, K>) -> (uuid: UUID, row: R)? {
    rows(key, in: index).first
  }

  /// The row that refers to `child`.
  public func owner<R>(of child: UUID, in index: OwnerIndex<R>) -> UUID? {
    note(index.fact(ownerOf: child))
    return index.owner(of: child)
  }
}
