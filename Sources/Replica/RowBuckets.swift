public import Numbers
public import OVSDB

/// The rows of a table under each key of an index, without the keys: they are in the rows.
///
/// Whether a row stands under the key that is asked for, the caller tells from the row. So a row is to
/// leave its keys before it changes, and to enter the new ones after that.
@usableFromInline
struct RowBuckets {
  /// Under a key's hash, where its only row lies; or from ``firstSet`` on, counted from there, the number
  /// of the set of its rows.
  @usableFromInline var numbers = NumberTable()
  @usableFromInline var sets: [Set<UUID>] = []
  @usableFromInline var unusedSets: [NumberTable.Number] = []

  @usableFromInline static var firstSet: NumberTable.Number { 1 << 31 }

  @inlinable init() {}

  /// How many keys have rows.
  @inlinable var count: Int { numbers.count }

  /// The rows under the key of that hash which is `isMember`'s.
  @inlinable
  func bucket<R: Row>(
    under hash: Int, in rows: RowStore<R>, isMember: (R) -> Bool
  ) -> UUIDBucket? {
    guard let number = number(under: hash, in: rows, isMember: isMember) else { return nil }
    return number < Self.firstSet
      ? .one(rows.uuid(at: Int(number))) : .many(sets[Int(number - Self.firstSet)])
  }

  @inlinable
  func number<R: Row>(
    under hash: Int, in rows: RowStore<R>, isMember: (R) -> Bool
  ) -> NumberTable.Number? {
    numbers.first(under: hash) { number in
      if number < Self.firstSet { return isMember(rows[Int(number)]) }
      // What holds of one row of the set holds of all.
      guard let uuid = sets[Int(number - Self.firstSet)].first,
        let position = rows.position(of: uuid)
      else { return false }
      return isMember(rows[position])
    }
  }

  /// Adds the row at `position` to a key that it has now.
  @inlinable
  mutating func insert<R: Row>(
    _ position: Int, under hash: Int, in rows: RowStore<R>, isMember: (R) -> Bool
  ) {
    guard let number = number(under: hash, in: rows, isMember: isMember) else {
      return numbers.insert(NumberTable.Number(position), under: hash)
    }
    let uuid = rows.uuid(at: position)
    if number >= Self.firstSet {
      sets[Int(number - Self.firstSet)].insert(uuid)
    } else if Int(number) != position {
      numbers.remove(number, under: hash)
      numbers.insert(makeSet([rows.uuid(at: Int(number)), uuid]), under: hash)
    }
  }

  /// Removes the row at `position` from a key that it still has.
  @inlinable
  mutating func remove<R: Row>(
    _ position: Int, under hash: Int, in rows: RowStore<R>, isMember: (R) -> Bool
  ) {
    guard let number = number(under: hash, in: rows, isMember: isMember) else { return }
    if Int(number) == position { numbers.remove(number, under: hash) }
    guard number >= Self.firstSet else { return }
    let index = Int(number - Self.firstSet)
    sets[index].remove(rows.uuid(at: position))
    if sets[index].isEmpty {
      numbers.remove(number, under: hash)
      unusedSets.append(number)
    }
  }

  @inlinable
  mutating func makeSet(_ uuids: Set<UUID>) -> NumberTable.Number {
    if let free = unusedSets.popLast() {
      sets[Int(free - Self.firstSet)] = uuids
      return free
    }
    sets.append(uuids)
    return Self.firstSet + NumberTable.Number(sets.count - 1)
  }
}
