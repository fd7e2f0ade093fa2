public import OVSDB

/// The rows of a table by a key computed from their contents, declared beside the table.
public final class Index<R: Row, Key: Hashable> {
  /// The indexed table; it holds the index, so it is there as long as the index is used through it.
  public unowned let table: TableReplica<R>
  @usableFromInline let id: ReplicaID
  @usableFromInline let log: FactLog
  @usableFromInline let has: (R, Key) -> Bool
  @usableFromInline var buckets = RowBuckets<Key>()

  /// An index with any number of keys a row; none leaves the row out.
  ///
  /// - Parameter keys: run for every row that is looked at, so it ought to be cheap.
  @inlinable
  public init(on table: TableReplica<R>, keys: @escaping (R) -> [Key]) {
    self.table = table
    log = table.log
    id = table.log.makeID()
    has = { row, key in keys(row).contains(key) }
    table.add(
      RowFollower(
        leave: { [self] position, old, new in
          let (before, after) = (Set(keys(old)), Set(new.map(keys) ?? []))
          for key in before where !after.contains(key) { remove(position, under: key) }
        },
        enter: { [self] position, old, new in
          let (before, after) = (Set(old.map(keys) ?? []), Set(keys(new)))
          for key in after where !before.contains(key) { insert(position, under: key) }
        }))
  }

  /// An index with at most one key a row.
  ///
  /// - Parameter key: run for every row that is looked at, so it ought to be cheap.
  @inlinable
  public init(on table: TableReplica<R>, key: @escaping (R) -> Key?) {
    self.table = table
    log = table.log
    id = table.log.makeID()
    has = { row, wanted in key(row) == wanted }
    table.add(
      RowFollower(
        leave: { [self] position, old, new in
          guard let before = key(old), new.flatMap(key) != before else { return }
          remove(position, under: before)
        },
        enter: { [self] position, old, new in
          guard let after = key(new), old.flatMap(key) != after else { return }
          insert(position, under: after)
        }))
  }

  /// The rows under `key`, in no particular order.
  @inlinable
  public subscript(key: Key) -> UUIDBucket? {
    buckets.bucket(of: key, in: table.contents, has: has)
  }

  /// How many different keys there are.
  @inlinable public var keyCount: Int { buckets.count }

  /// The fact that changes when a row enters or leaves `key`.
  @inlinable
  public func fact(of key: Key) -> Fact { Fact(key, in: id) }

  @inlinable
  func insert(_ position: Int, under key: Key) {
    buckets.insert(position, under: key, in: table.contents, has: has)
    log.note(fact(of: key))
  }

  @inlinable
  func remove(_ position: Int, under key: Key) {
    buckets.remove(position, under: key, in: table.contents, has: has)
    log.note(fact(of: key))
  }
}

/// What an index does as rows change: before a row is changed or deleted it takes leave of what it had,
/// and after it was inserted or changed it enters what it has.
@usableFromInline
struct RowFollower<R: Row> {
  /// Where the row lies, what it is, and what it will be.
  @usableFromInline let leave: (Int, R, R?) -> Void
  /// Where the row lies, what it was, and what it is.
  @usableFromInline let enter: (Int, R?, R) -> Void

  @inlinable
  init(leave: @escaping (Int, R, R?) -> Void, enter: @escaping (Int, R?, R) -> Void) {
    self.leave = leave
    self.enter = enter
  }
}
