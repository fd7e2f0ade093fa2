public import CompactCollections

/// Which facts each key has read, and so which keys a changed fact concerns.
///
/// Both directions are kept small, since there is an entry for every route of a mesh: a key is
/// numbered once and kept once, its reads are one array of facts, and a fact is followed by its readers'
/// numbers (``FactReaders``).
public struct Dependencies<Key: Hashable, Fact: Hashable> {
  @usableFromInline typealias Number = NumberTable.Number

  @usableFromInline struct Record {
    @usableFromInline let key: Key
    @usableFromInline var reads: [Fact] = []

    @inlinable init(key: Key) { self.key = key }
  }

  @usableFromInline var records = NumberedElements<Record>()
  /// The records' numbers, found by their keys.
  @usableFromInline var numbers = NumberTable()
  @usableFromInline var readers = FactReaders<Fact>()

  public init() {}

  /// How many keys have recorded reads.
  @inlinable public var count: Int { numbers.count }

  /// The keys that have recorded reads, in no particular order.
  @inlinable public var recordedKeys: some Collection<Key> {
    records.numbers.lazy.compactMap { records[$0]?.key }
  }

  /// Whether `key` has recorded reads.
  @inlinable public func contains(_ key: Key) -> Bool { number(of: key) != nil }

  /// Calls `body` with each key that read `fact`.
  @inlinable
  public func forEachReader(of fact: Fact, _ body: (Key) -> Void) {
    readers.forEach(of: fact) { number in
      if let record = records[number] { body(record.key) }
    }
  }

  /// Whether a key has read `fact`.
  @inlinable public func isRead(_ fact: Fact) -> Bool { readers.contains(fact) }

  /// Replaces what `key` is known to have read.
  @inlinable
  public mutating func record(_ key: Key, reads facts: [Fact]) {
    record(makeNumber(for: key), reads: facts)
  }

  @inlinable
  mutating func record(_ number: Number, reads facts: [Fact]) {
    guard let before = records[number]?.reads, before != facts else { return }
    // Mostly the same facts in the same order, with something more or less among them.
    var start = 0
    while start < min(before.count, facts.count), before[start] == facts[start] { start += 1 }
    var end = 0
    while end < min(before.count, facts.count) - start,
      before[before.count - 1 - end] == facts[facts.count - 1 - end]
    { end += 1 }
    for fact in before[start..<(before.count - end)] { readers.remove(number, of: fact) }
    for fact in facts[start..<(facts.count - end)] { readers.insert(number, of: fact) }
    records[number]?.reads = facts
  }

  /// Forgets `key` and its reads.
  @inlinable
  public mutating func remove(_ key: Key) {
    guard let number = number(of: key), let record = records.remove(number) else { return }
    numbers.remove(number, under: key.hashValue)
    for fact in record.reads { readers.remove(number, of: fact) }
  }

  @inlinable
  func number(of key: Key) -> Number? {
    numbers.first(under: key.hashValue) { records[$0]?.key == key }
  }

  /// The number of `key`, which has one from now on.
  @inlinable
  mutating func makeNumber(for key: Key) -> Number {
    if let number = number(of: key) { return number }
    let number = records.insert(Record(key: key))
    numbers.insert(number, under: key.hashValue)
    return number
  }
}
