public import OVSDB

/// A set of rows, such as those under a key: mostly one, for which no set is made.
@frozen
public enum UUIDBucket: Sequence, Sendable {
  case one(UUID)
  case many(Set<UUID>)

  public var count: Int {
    switch self {
    case .one: 1
    case .many(let set): set.count
    }
  }

  @inlinable public var isEmpty: Bool { count == 0 }

  public func contains(_ uuid: UUID) -> Bool {
    switch self {
    case .one(let only): only == uuid
    case .many(let set): set.contains(uuid)
    }
  }

  /// Adds a row, in place.
  public mutating func insert(_ uuid: UUID) {
    switch self {
    case .one(let other):
      if other != uuid { self = .many([other, uuid]) }
    case .many(var set):
      // The set has one reference then, and is not copied.
      self = .one(uuid)
      if set.isEmpty { return }
      set.insert(uuid)
      self = .many(set)
    }
  }

  /// Removes a row, in place.
  public mutating func remove(_ uuid: UUID) {
    switch self {
    case .one(let other):
      if other == uuid { self = .many([]) }
    case .many(var set):
      self = .one(uuid)
      set.remove(uuid)
      if set.count == 1, let last = set.first { self = .one(last) } else { self = .many(set) }
    }
  }

  public func makeIterator() -> Iterator {
    switch self {
    case .one(let uuid): Iterator(single: uuid)
    case .many(let set): Iterator(rest: set.makeIterator())
    }
  }

  public struct Iterator: IteratorProtocol {
    var single: UUID?
    var rest: Set<UUID>.Iterator?

    public mutating func next() -> UUID? {
      if let uuid = single.take() { return uuid }
      return rest?.next()
    }
  }
}
