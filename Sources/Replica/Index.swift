public import OVSDB

/// The rows of a table by a key computed from their contents, declared beside the table.
public final class Index<R: Row, Key: Hashable> {
  /// The indexed table; it holds the index, so it is there as long as the index is used through it.
  public unowned let table: TableReplica<R>
  @usableFromInline let id: ReplicaID
  @usableFromInline let log: FactLog
  @usableFromInline var buckets: [Key: UUIDBucket] = [:]

  /// An index with any number of keys a row; none leaves the row out.
  @inlinable
  public init(on table: TableReplica<R>, keys: @escaping (R) -> [Key]) {
    self.table = table
    log = table.log
    id = table.log.makeID()
    table.add { [self] uuid, old, new in
      let before = old.map(keys) ?? []
      let after = new.map(keys) ?? []
      if before == after { return }
      let (gone, new) = (Set(before), Set(after))
      for key in gone where !new.contains(key) { remove(uuid, under: key) }
      for key in new where !gone.contains(key) { insert(uuid, under: key) }
    }
  }

  /// An index with at most one key a row.
  @inlinable
  public init(on table: TableReplica<R>, key: @escaping (R) -> Key?) {
    self.table = table
    log = table.log
    id = table.log.makeID()
    table.add { [self] uuid, old, new in
      let before = old.flatMap(key)
      let after = new.flatMap(key)
      if before == after { return }
      if let before { remove(uuid, under: before) }
      if let after { insert(uuid, under: after) }
    }
  }

  /// The rows under `key`, in no particular order.
  @inlinable
  public subscript(key: Key) -> UUIDBucket? { buckets[key] }

  /// How many different keys there are.
  @inlinable public var keyCount: Int { buckets.count }

  /// Every key that has a row, in no particular order.
  @inlinable public var allKeys: some Collection<Key> { buckets.keys }

  /// The fact that changes when a row enters or leaves `key`.
  @inlinable
  public func fact(of key: Key) -> Fact { Fact(key, in: id) }

  @inlinable
  func insert(_ uuid: UUID, under key: Key) {
    buckets.insert(uuid, under: key)
    log.note(fact(of: key))
  }

  @inlinable
  func remove(_ uuid: UUID, under key: Key) {
    buckets.remove(uuid, under: key)
    log.note(fact(of: key))
  }
}
