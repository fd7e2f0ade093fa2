public import CompactCollections

/// The keys of one kind of result: what each read, and which are to be derived (again).
public struct Work<Key: Hashable, Fact: Hashable> {
  @usableFromInline var dependencies = Dependencies<Key, Fact>()
  /// Numbers of keys, in the order in which they became stale.
  @usableFromInline var queue: [Dependencies<Key, Fact>.Number] = []
  @usableFromInline var head = 0
  /// By the number of a key, whether it is queued.
  @usableFromInline var queued: [Bool] = []
  /// How often a result of this kind has been derived.
  public var runs: Int { runCount }
  @usableFromInline var runCount = 0

  /// No keys.
  @inlinable public init() {}

  /// Whether no key is to be derived.
  @inlinable public var isEmpty: Bool { head == queue.count }
  /// How many keys have recorded reads or are to be derived.
  @inlinable public var count: Int { dependencies.count }

  /// Whether the key is to be derived (again).
  @inlinable public func isStale(_ key: Key) -> Bool {
    dependencies.number(of: key).map { isQueued($0) } ?? false
  }

  /// Whether the key has recorded reads or is to be derived.
  @inlinable public func contains(_ key: Key) -> Bool { dependencies.contains(key) }

  /// Whether a key has read `fact`.
  @inlinable public func isRead(_ fact: Fact) -> Bool { dependencies.isRead(fact) }

  /// Names a key to derive.
  @inlinable public mutating func invalidate(_ key: Key) {
    enqueue(dependencies.makeNumber(for: key))
  }

  /// Names every key that read `fact`.
  @inlinable public mutating func invalidate(readersOf fact: Fact) {
    dependencies.readers.forEach(of: fact) { enqueue($0) }
  }

  /// Names every key.
  @inlinable public mutating func invalidateAll() {
    for number in dependencies.records.numbers { enqueue(number) }
  }

  /// The next key to derive, in the order in which they became stale.
  @inlinable public mutating func next() -> Key? {
    while head < queue.count {
      let number = queue[head]
      head += 1
      if head == queue.count || head == 1 << 16 {
        queue.removeFirst(head)
        head = 0
      }
      queued[Int(number)] = false
      guard let record = dependencies.records[number] else { continue }
      runCount += 1
      return record.key
    }
    return nil
  }

  /// Starts counting anew.
  @inlinable public mutating func clearRuns() { runCount = 0 }

  /// Replaces what `key` is known to have read.
  @inlinable public mutating func record(_ key: Key, reads: [Fact]) {
    dependencies.record(key, reads: reads)
  }

  /// Forgets `key` and its reads, unless it has been named again.
  @inlinable public mutating func remove(_ key: Key) {
    if isStale(key) {
      dependencies.record(key, reads: [])
    } else {
      dependencies.remove(key)
    }
  }

  @inlinable func isQueued(_ number: Dependencies<Key, Fact>.Number) -> Bool {
    Int(number) < queued.count && queued[Int(number)]
  }

  @inlinable mutating func enqueue(_ number: Dependencies<Key, Fact>.Number) {
    let index = Int(number)
    if index >= queued.count {
      queued.append(contentsOf: repeatElement(false, count: index + 1 - queued.count))
    }
    if queued[index] { return }
    queued[index] = true
    queue.append(number)
  }
}
