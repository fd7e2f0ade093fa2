public import OVSDB

/// The rows under one key of an index: mostly one, so one costs no allocation.
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

  public func contains(_ uuid: UUID) -> Bool {
    switch self {
    case .one(let only): only == uuid
    case .many(let set): set.contains(uuid)
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

extension Dictionary where Value == UUIDBucket {
  /// Adds `uuid` under `key`, in place.
  @inlinable
  mutating func insert(_ uuid: UUID, under key: Key) {
    guard let index = index(forKey: key) else {
      self[key] = .one(uuid)
      return
    }
    switch values[index] {
    case .one(let other):
      if other != uuid { values[index] = .many([other, uuid]) }
    case .many(var set):
      values[index] = .one(uuid)  // The set has one reference now, and is changed in place.
      set.insert(uuid)
      values[index] = .many(set)
    }
  }

  /// Removes `uuid` from under `key`, in place.
  @inlinable
  mutating func remove(_ uuid: UUID, under key: Key) {
    guard let index = index(forKey: key) else { return }
    switch values[index] {
    case .one(let other):
      if other == uuid { remove(at: index) }
    case .many(var set):
      values[index] = .one(uuid)
      set.remove(uuid)
      if set.isEmpty { remove(at: index) } else { values[index] = .many(set) }
    }
  }
}
