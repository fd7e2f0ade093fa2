import Derive
import Replica

/// The keys of one kind of result: what each read, and which are to be derived (again).
struct Work<Key: Hashable> {
  private(set) var dependencies = Dependencies<Key, Fact>()
  private var queue: [Key] = []
  private var head = 0
  private var queued: Set<Key> = []
  /// How often a result of this kind has been derived.
  private(set) var runs = 0

  var isEmpty: Bool { queued.isEmpty }
  var count: Int { dependencies.count }

  func isStale(_ key: Key) -> Bool { queued.contains(key) }
  func contains(_ key: Key) -> Bool { dependencies.contains(key) || queued.contains(key) }

  mutating func invalidate(_ key: Key) {
    if queued.insert(key).inserted { queue.append(key) }
  }

  mutating func invalidate(readersOf fact: Fact) {
    dependencies.forEachReader(of: fact) { key in
      if queued.insert(key).inserted { queue.append(key) }
    }
  }

  mutating func invalidateAll() {
    for key in dependencies.recordedKeys where queued.insert(key).inserted { queue.append(key) }
  }

  /// The next key to derive, in the order in which they became stale.
  mutating func next() -> Key? {
    guard head < queue.count else { return nil }
    let key = queue[head]
    head += 1
    if head == queue.count || head == 1 << 16 {
      queue.removeFirst(head)
      head = 0
    }
    queued.remove(key)
    runs += 1
    return key
  }

  mutating func clearRuns() { runs = 0 }

  mutating func record(_ key: Key, reads: [Fact]) { dependencies.record(key, reads: reads) }

  mutating func remove(_ key: Key) { dependencies.remove(key) }
}
