public import OVSDB

/// What a table keeps up to date as its rows change.
protocol RowIndex<R>: AnyObject {
  associatedtype R: Row
  func update(_ uuid: UUID, from old: R?, to new: R?)
}

/// The rows of a table by a key computed from their contents, declared beside the table.
public final class Index<R: Row, Key: Hashable>: RowIndex {
  /// The indexed table; it holds the index, so it is there as long as the index is used through it.
  public unowned let table: TableReplica<R>
  private let keys: (R) -> [Key]
  private let id: ReplicaID
  private let log: FactLog
  private var buckets: [Key: UUIDBucket] = [:]

  /// An index with any number of keys a row; none leaves the row out.
  public init(on table: TableReplica<R>, keys: @escaping (R) -> [Key]) {
    self.table = table
    self.keys = keys
    log = table.log
    id = table.log.makeID()
    table.add(self)
  }

  /// An index with at most one key a row.
  public convenience init(on table: TableReplica<R>, key: @escaping (R) -> Key?) {
    self.init(on: table) { row in key(row).map { [$0] } ?? [] }
  }

  /// The rows under `key`, in no particular order.
  public subscript(key: Key) -> UUIDBucket? { buckets[key] }

  /// How many different keys there are.
  public var keyCount: Int { buckets.count }

  /// Every key that has a row, in no particular order.
  public var allKeys: some Collection<Key> { buckets.keys }

  /// The fact that changes when a row enters or leaves `key`.
  public func fact(of key: Key) -> Fact { Fact(key, in: id) }

  func update(_ uuid: UUID, from old: R?, to new: R?) {
    let before = old.map(keys) ?? []
    let after = new.map(keys) ?? []
    if before == after { return }
    for key in before where !after.contains(key) {
      buckets.remove(uuid, under: key)
      log.note(fact(of: key))
    }
    for key in after where !before.contains(key) {
      buckets.insert(uuid, under: key)
      log.note(fact(of: key))
    }
  }
}
