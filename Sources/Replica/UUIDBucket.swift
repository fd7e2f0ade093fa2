public import OVSDB

/// The rows under one key of an index: mostly one.
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
