public import CompactCollections
public import OVSDB

/// The rows of a table under each key of an index.
///
/// Most keys have one row. Such a key is not kept: the row has it, and so is to leave its keys before
/// it changes, and to enter the new ones after that.
@usableFromInline
struct RowBuckets<Key: Hashable> {
  /// The rows of a key that has had several.
  @usableFromInline struct SharedKey {
    @usableFromInline let key: Key
    @usableFromInline var rows: Set<UUID>

    @inlinable
    init(key: Key, rows: Set<UUID>) {
      self.key = key
      self.rows = rows
    }
  }

  /// Under a key's hash, where its only row lies; or from ``firstShared`` on, counted from there, the
  /// place of the key in ``shared``.
  @usableFromInline var numbers = NumberTable()
  @usableFromInline var shared = NumberedElements<SharedKey>()

  @usableFromInline static var firstShared: NumberTable.Number { 1 << 31 }

  @inlinable init() {}

  /// How many keys have rows.
  @inlinable var count: Int { numbers.count }

  /// The rows of `key`.
  ///
  /// - Parameter has: whether a row has a key; the same in all calls.
  @inlinable
  func bucket<R: Row>(
    of key: Key, in rows: RowStore<R>, has: (R, Key) -> Bool
  ) -> UUIDBucket? {
    guard let number = number(of: key, in: rows, has: has) else { return nil }
    if number < Self.firstShared { return .one(rows.uuid(at: Int(number))) }
    return shared[number - Self.firstShared].map { .many($0.rows) }
  }

  /// - Parameter other: a row that the key is not yet said to have.
  @inlinable
  func number<R: Row>(
    of key: Key, in rows: RowStore<R>, except other: Int? = nil, has: (R, Key) -> Bool
  ) -> NumberTable.Number? {
    var single: NumberTable.Number?
    let several = numbers.first(under: key.hashValue) { number in
      if number >= Self.firstShared { return shared[number - Self.firstShared]?.key == key }
      // It may stand here for another key that the row has as well: a shared one goes before.
      let position = Int(number)
      if single == nil, position != other, has(rows[position], key) { single = number }
      return false
    }
    return several ?? single
  }

  /// Adds the row at `position` to a key that it has now.
  @inlinable
  mutating func insert<R: Row>(
    _ position: Int, under key: Key, in rows: RowStore<R>, has: (R, Key) -> Bool
  ) {
    guard let number = number(of: key, in: rows, except: position, has: has) else {
      return numbers.insert(NumberTable.Number(position), under: key.hashValue)
    }
    let uuid = rows.uuid(at: position)
    if number >= Self.firstShared {
      shared[number - Self.firstShared]?.rows.insert(uuid)
    } else {
      numbers.remove(number, under: key.hashValue)
      share(SharedKey(key: key, rows: [rows.uuid(at: Int(number)), uuid]))
    }
  }

  /// Removes the row at `position` from a key that it still has.
  @inlinable
  mutating func remove<R: Row>(
    _ position: Int, under key: Key, in rows: RowStore<R>, has: (R, Key) -> Bool
  ) {
    guard let number = number(of: key, in: rows, has: has) else { return }
    if Int(number) == position { numbers.remove(number, under: key.hashValue) }
    guard number >= Self.firstShared else { return }
    let place = number - Self.firstShared
    shared[place]?.rows.remove(rows.uuid(at: position))
    if shared[place]?.rows.isEmpty == true {
      numbers.remove(number, under: key.hashValue)
      shared.remove(place)
    }
  }

  @inlinable
  mutating func share(_ key: SharedKey) {
    numbers.insert(Self.firstShared + shared.insert(key), under: key.key.hashValue)
  }
}
