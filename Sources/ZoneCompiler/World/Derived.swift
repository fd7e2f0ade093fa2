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
  private unowned let world: World
  private let space: ReplicaID
  private let compute: (World, Key) -> Value?
  private let changed: (World, Key) -> Void
  private var values: [Key: Value?] = [:]
  private var dependencies = Dependencies<Key, Fact>()
  private var stale: Set<Key> = []
  private var running: Set<Key> = []

  /// - Parameters:
  ///   - changed: called when a value that has been read is another one now.
  init(
    in world: World, changed: @escaping (World, Key) -> Void = { _, _ in },
    compute: @escaping (World, Key) -> Value?
  ) {
    self.world = world
    self.compute = compute
    self.changed = changed
    space = world.log.makeID()
  }

  /// The value of `key`, noted as read.
  subscript(key: Key) -> Value? {
    world.reads.note(fact(of: key))
    return current(key)
  }

  /// The value of `key`, not noted.
  func current(_ key: Key) -> Value? {
    if let value = values[key], !stale.contains(key) { return value }
    return update(key)
  }

  private func fact(of key: Key) -> Fact { Fact(key, in: space) }

  private func update(_ key: Key) -> Value? {
    // A value that leads back to itself is read as it was.
    guard running.insert(key).inserted else { return values[key] ?? nil }
    defer { running.remove(key) }
    stale.remove(key)
    let (value, facts) = world.reads.nested { compute(world, key) }
    dependencies.record(key, reads: facts)
    let old = values.updateValue(value, forKey: key)
    if let old, old != value {
      world.log.note(fact(of: key))
      changed(world, key)
    }
    return value
  }

  // MARK: DerivedTable

  var isStale: Bool { !stale.isEmpty }

  func invalidate(readersOf fact: Fact) {
    dependencies.forEachReader(of: fact) { stale.insert($0) }
  }

  func invalidate(_ key: Key) {
    if values[key] != nil { stale.insert(key) }
  }

  func invalidateAll() { stale.formUnion(values.keys) }

  func settle() {
    while let key = stale.first { _ = update(key) }
  }

  /// Forgets keys without a value that nobody reads.
  func sweep(isRead: (Fact) -> Bool) {
    for (key, value) in values where value == nil && !isRead(fact(of: key)) {
      values[key] = nil
      dependencies.remove(key)
    }
  }
}

/// What the world needs of a table of derived values, whatever they are.
protocol DerivedTable: AnyObject {
  /// Whether a value is to be computed anew.
  var isStale: Bool { get }
  /// Marks the values that read `fact`.
  func invalidate(readersOf fact: Fact)
  /// Marks every value.
  func invalidateAll()
  /// Computes the marked values anew.
  func settle()
}
