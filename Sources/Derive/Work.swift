/// The keys of one kind of result: what each read, and which are to be derived (again).
public struct Work<Key: Hashable, Fact: Hashable> {
  @usableFromInline var dependencies = Dependencies<Key, Fact>()
  @usableFromInline var queue: [Key] = []
  @usableFromInline var head = 0
  @usableFromInline var queued: Set<Key> = []
  /// How often a result of this kind has been derived.
  public var runs: Int { runCount }
  @usableFromInline var runCount = 0

  /// No keys.
  @inlinable public init() {}

  /// Whether no key is to be derived.
  @inlinable public var isEmpty: Bool { queued.isEmpty }
  /// How many keys have recorded reads.
  @inlinable public var count: Int { dependencies.count }

  /// Whether the key is to be derived (again).
  @inlinable public func isStale(_ key: Key) -> Bool { queued.contains(key) }
  /// Whether the key has recorded reads or is to be derived.
  @inlinable public func contains(_ key: Key) -> Bool {
    dependencies.contains(key) || queued.contains(key)
  }

  /// Names a key to derive.
  @inlinable public mutating func invalidate(_ key: Key) {
    if queued.insert(key).inserted { queue.append(key) }
  }

  /// Names every key that read `fact`.
  @inlinable public mutating func invalidate(readersOf fact: Fact) {
    dependencies.forEachReader(of: fact) { key in
      if queued.insert(key).inserted { queue.append(key) }
    }
  }

  /// Names every key.
  @inlinable public mutating func invalidateAll() {
    for key in dependencies.recordedKeys where queued.insert(key).inserted { queue.append(key) }
  }

  /// The next key to derive, in the order in which they became stale.
  @inlinable public mutating func next() -> Key? {
    guard head < queue.count else { return nil }
    let key = queue[head]
    head += 1
    if head == queue.count || head == 1 << 16 {
      queue.removeFirst(head)
      head = 0
    }
    queued.remove(key)
    runCount += 1
    return key
  }

  /// Starts counting anew.
  @inlinable public mutating func clearRuns() { runCount = 0 }

  /// Replaces what `key` is known to have read.
  @inlinable public mutating func record(_ key: Key, reads: [Fact]) {
    dependencies.record(key, reads: reads)
  }

  /// Forgets `key` and its reads.
  @inlinable public mutating func remove(_ key: Key) { dependencies.remove(key) }
}
