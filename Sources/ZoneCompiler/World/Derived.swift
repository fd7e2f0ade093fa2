import CompactCollections
import Derive
import OVSDB
import Replica

/// A value for each key, which derivations share: computed when first asked for, kept, and computed
/// again when something it read changes. Only if it comes out different are those who read it derived
/// again.
///
/// One value may read another; it is up to date whenever it is read. Tables that are read by others
/// stand before them in ``World/derivedTables``, which saves work and changes no result.
final class Derived<Key: Hashable, Value: Equatable>: DerivedTable {
  private struct Entry {
    let key: Key
    var value: Value?
    /// Whether ``value`` has been computed, and may be read.
    var isKnown = false
    var isRunning = false
    /// Whether the value is to be computed anew.
    var isStale = false
  }

  private typealias Number = NumberTable.Number

  private unowned let world: World
  private let space: ReplicaID
  private let compute: (World, Key) -> Value?
  private let changed: (World, Key) -> Void
  /// The entries' numbers, found by their keys.
  private var numbers = NumberTable()
  private var entries = NumberedElements<Entry>()
  /// Numbers of values that are to be computed anew, with some that no longer are.
  private var stale: [Number] = []
  /// Numbers of keys that have lost their value.
  private var vacant: [Number] = []
  private let settleEntries: (Derived) -> Void

  /// Inlined, so that what ``settle()`` does is compiled for the types of this table.
  ///
  /// - Parameters:
  ///   - changed: called when a value that has been read is another one now.
  @inline(__always)
  init(
    in world: World, changed: @escaping (World, Key) -> Void = { _, _ in },
    compute: @escaping (World, Key) -> Value?
  ) {
    self.world = world
    self.compute = compute
    self.changed = changed
    space = world.log.makeID()
    settleEntries = { table in
      while let number = table.stale.popLast() { table.settle(number) }
      // After a great change nothing of the size stays.
      if table.stale.capacity > 64 { table.stale = [] }
    }
    world.add(self, space)
  }

  /// The value of `key`, noted as read.
  subscript(key: Key) -> Value? {
    world.reads.note(fact(of: key))
    return current(key)
  }

  /// The value of `key`, not noted.
  func current(_ key: Key) -> Value? {
    guard let number = number(of: key) else { return update(makeNumber(for: key), key) }
    if let entry = entries[number], entry.isKnown, !entry.isStale { return entry.value }
    return update(number, key)
  }

  private func fact(of key: Key) -> Fact { Fact(key, in: space) }

  private func number(of key: Key) -> Number? {
    numbers.first(under: key.hashValue) { entries[$0]?.key == key }
  }

  private func makeNumber(for key: Key) -> Number {
    let number = entries.insert(Entry(key: key))
    numbers.insert(number, under: key.hashValue)
    return number
  }

  private func update(_ number: Number, _ key: Key) -> Value? {
    // A value that leads back to itself is read as it was.
    if entries[number]?.isRunning == true { return entries[number]?.value }
    entries[number]?.isRunning = true
    entries[number]?.isStale = false
    let (value, facts) = world.reads.nested { compute(world, key) }
    world.derivedReaders.record(DerivedKey(table: space, number: number), reads: facts)
    guard let old = entries[number] else { return value }
    entries[number]?.isRunning = false
    entries[number]?.isKnown = true
    if old.isKnown, old.value == value { return value }
    entries[number]?.value = value
    if old.isKnown {
      if value == nil { vacant.append(number) }
      world.log.note(fact(of: key))
      changed(world, key)
    }
    return value
  }

  private func settle(_ number: Number) {
    if let entry = entries[number], entry.isStale { _ = update(number, entry.key) }
  }

  // MARK: DerivedTable

  var isStale: Bool { !stale.isEmpty }

  func invalidate(number: NumberTable.Number) {
    if entries[number]?.isStale != false { return }
    entries[number]?.isStale = true
    stale.append(number)
  }

  func invalidate(_ key: Key) {
    if let number = number(of: key) { invalidate(number: number) }
  }

  func invalidateAll() {
    for number in entries.numbers { invalidate(number: number) }
  }

  func settle() { if !stale.isEmpty { settleEntries(self) } }

  func sweep() {
    if vacant.isEmpty { return }
    for number in vacant {
      guard let entry = entries[number], entry.value == nil, !entry.isStale,
        !world.isRead(fact(of: entry.key))
      else { continue }
      world.derivedReaders.remove(DerivedKey(table: space, number: number))
      numbers.remove(number, under: entry.key.hashValue)
      entries.remove(number)
    }
    vacant = []
  }
}

/// What the world needs of a table of derived values, whatever they are.
protocol DerivedTable: AnyObject {
  /// Whether a value may have to be computed anew.
  var isStale: Bool { get }
  /// Marks the value of that number.
  func invalidate(number: NumberTable.Number)
  /// Marks every value.
  func invalidateAll()
  /// Computes the marked values anew.
  func settle()
  /// Forgets keys that have lost their value and that nobody reads.
  func sweep()
}

/// A derived value: its table, and its number there.
struct DerivedKey: Hashable {
  private let bits: UInt64

  init(table: ReplicaID, number: NumberTable.Number) {
    bits = UInt64(truncatingIfNeeded: table.number) << 32 | UInt64(number)
  }

  var table: Int { Int(bits >> 32) }
  var number: NumberTable.Number { NumberTable.Number(truncatingIfNeeded: bits) }
}
