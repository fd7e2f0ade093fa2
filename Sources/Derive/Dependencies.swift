/// Which facts each key has read, and so which keys a changed fact concerns.
///
/// Both directions are kept small, since there is an entry for every route of a mesh: a key is
/// numbered once, its reads are one array of facts, and a fact that has a single reader (most have)
/// costs no set.
public struct Dependencies<Key: Hashable, Fact: Hashable> {
  @usableFromInline typealias Number = UInt32

  @usableFromInline enum Readers {
    case one(Number)
    case many(Set<Number>)
  }

  @usableFromInline var numbers: [Key: Number] = [:]
  @usableFromInline var keys: [Key?] = []
  @usableFromInline var reads: [[Fact]] = []
  @usableFromInline var unused: [Number] = []
  @usableFromInline var readers: [Fact: Readers] = [:]

  public init() {}

  /// How many keys have recorded reads.
  @inlinable public var count: Int { numbers.count }

  /// The keys that have recorded reads, in no particular order.
  @inlinable public var recordedKeys: some Collection<Key> { numbers.keys }

  /// Whether `key` has recorded reads.
  @inlinable public func contains(_ key: Key) -> Bool { numbers[key] != nil }

  /// Calls `body` with each key that read `fact`.
  @inlinable
  public func forEachReader(of fact: Fact, _ body: (Key) -> Void) {
    switch readers[fact] {
    case nil: break
    case .one(let number): if let key = keys[Int(number)] { body(key) }
    case .many(let numbers): for number in numbers { if let key = keys[Int(number)] { body(key) } }
    }
  }

  /// Whether a key has read `fact`.
  @inlinable public func isRead(_ fact: Fact) -> Bool { readers[fact] != nil }

  /// Replaces what `key` is known to have read.
  @inlinable
  public mutating func record(_ key: Key, reads facts: [Fact]) {
    record(number(for: key), reads: facts)
  }

  @inlinable
  mutating func record(_ number: Number, reads facts: [Fact]) {
    let before = reads[Int(number)]
    if before == facts { return }
    // Mostly the same facts in the same order, with something more or less among them.
    var start = 0
    while start < min(before.count, facts.count), before[start] == facts[start] { start += 1 }
    var end = 0
    while end < min(before.count, facts.count) - start,
      before[before.count - 1 - end] == facts[facts.count - 1 - end]
    { end += 1 }
    for fact in before[start..<(before.count - end)] { removeReader(number, of: fact) }
    for fact in facts[start..<(facts.count - end)] { addReader(number, of: fact) }
    reads[Int(number)] = facts
  }

  /// Forgets `key` and its reads.
  @inlinable
  public mutating func remove(_ key: Key) {
    guard let number = numbers.removeValue(forKey: key) else { return }
    for fact in reads[Int(number)] { removeReader(number, of: fact) }
    reads[Int(number)] = []
    keys[Int(number)] = nil
    unused.append(number)
  }

  @inlinable
  mutating func number(for key: Key) -> Number {
    if let number = numbers[key] { return number }
    let number: Number
    if let free = unused.popLast() {
      number = free
      keys[Int(free)] = key
    } else {
      number = Number(keys.count)
      keys.append(key)
      reads.append([])
    }
    numbers[key] = number
    return number
  }

  @inlinable
  mutating func addReader(_ number: Number, of fact: Fact) {
    switch readers[fact] {
    case nil:
      readers[fact] = .one(number)
    case .one(let other):
      if other != number { readers[fact] = .many([other, number]) }
    case .many:
      changeReaders(of: fact) { $0.insert(number) }
    }
  }

  @inlinable
  mutating func removeReader(_ number: Number, of fact: Fact) {
    switch readers[fact] {
    case nil: break
    case .one(let only): if only == number { readers[fact] = nil }
    case .many: changeReaders(of: fact) { $0.remove(number) }
    }
  }

  /// Changes a set of readers in place: taken out first, so that no second reference makes it copy.
  @inlinable
  mutating func changeReaders(of fact: Fact, _ change: (inout Set<Number>) -> Void) {
    guard let index = readers.index(forKey: fact),
      case .many(var set) = readers.values[index]
    else { return }
    readers.values[index] = .one(0)
    change(&set)
    if set.isEmpty {
      readers.remove(at: index)
    } else {
      readers.values[index] = .many(set)
    }
  }
}
