/// Keeps what a pure function yields for each key, and runs it again only where its reads changed.
///
/// While the function runs for a key, the facts it asks for are noted.  When facts change, the keys
/// that had asked for them, and no others, are derived anew.  A full recompute is the same pass with
/// every key named, so no second path can disagree with the first.
public struct Derivation<Key: Hashable, Fact: Hashable, Output: Equatable> {
  /// How often the function has run, for tests that hold the work to the size of the change.
  public var runs: Int { runCount }
  @usableFromInline var runCount = 0

  /// The present result of each key that has one.
  @inlinable public var outputs: [Key: Output] { results }
  @usableFromInline var results: [Key: Output] = [:]

  @usableFromInline var dependencies = Dependencies<Key, Fact>()
  @usableFromInline var stale: Set<Key> = []

  @inlinable
  public init() {}

  /// One result that is not what it was.
  public struct Change {
    @inlinable init(key: Key, old: Output?, new: Output?) {
      self.key = key
      self.old = old
      self.new = new
    }

    public let key: Key
    public let old: Output?
    public let new: Output?
  }

  /// Every key that has a result or has recorded reads.
  @inlinable
  public var keys: some Collection<Key> { dependencies.recordedKeys }

  /// Names a key to derive in the next ``update(reads:isGone:derive:)``, known before or not.
  @inlinable
  public mutating func invalidate(_ key: Key) { stale.insert(key) }

  /// Names every key whose result read `fact`.
  @inlinable
  public mutating func invalidate(readersOf fact: Fact) {
    dependencies.forEachReader(of: fact) { stale.insert($0) }
  }

  /// Names every key.
  @inlinable
  public mutating func invalidateAll() { stale.formUnion(dependencies.recordedKeys) }

  /// Derives the named keys and returns those whose result is not what it was.
  ///
  /// A key without a result (`nil`) keeps its reads, so it is derived again when they change; unless
  /// it is gone, and forgotten until somebody names it again.
  @inlinable
  public mutating func update(
    reads: Reads<Fact>, isGone: (Key) -> Bool = { _ in false }, derive: (Key) -> Output?
  ) -> [Change] {
    guard !stale.isEmpty else { return [] }
    let keys = stale
    stale.removeAll()
    var changes: [Change] = []
    for key in keys {
      runCount += 1
      let new = derive(key)
      let facts = reads.take()
      if new == nil, isGone(key) {
        dependencies.remove(key)
      } else {
        dependencies.record(key, reads: facts)
      }
      let old = results[key]
      if old != new {
        results[key] = new
        changes.append(Change(key: key, old: old, new: new))
      }
    }
    return changes
  }

  /// Forgets a key altogether.
  @inlinable
  public mutating func remove(_ key: Key) {
    dependencies.remove(key)
    results[key] = nil
    stale.remove(key)
  }
}
