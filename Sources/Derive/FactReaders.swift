public import CompactCollections

/// The numbers of those that have read each fact.
///
/// Most facts have one reader, whose number stands with the fact; the readers of others are a set apart.
@usableFromInline
struct FactReaders<Fact: Hashable> {
  /// Below ``firstSet`` it is the number of the only reader, else that of a set, counted from there.
  @usableFromInline typealias Number = NumberTable.Number
  @usableFromInline static var firstSet: Number { 1 << 31 }

  @usableFromInline var places: [Fact: Number] = [:]
  @usableFromInline var sets = NumberedElements<Set<Number>>()

  @inlinable init() {}

  /// How many facts have a reader.
  @inlinable var count: Int { places.count }

  @inlinable func contains(_ fact: Fact) -> Bool { places[fact] != nil }

  /// Calls `body` with each reader of `fact`, in no particular order.
  @inlinable
  func forEach(of fact: Fact, _ body: (Number) -> Void) {
    guard let place = places[fact] else { return }
    if place < Self.firstSet { return body(place) }
    for number in sets[place - Self.firstSet] ?? [] { body(number) }
  }

  @inlinable
  mutating func insert(_ number: Number, of fact: Fact) {
    guard let place = places[fact] else {
      places[fact] = number
      return
    }
    if place >= Self.firstSet {
      sets[place - Self.firstSet]?.insert(number)
    } else if place != number {
      places[fact] = Self.firstSet + sets.insert([place, number])
    }
  }

  @inlinable
  mutating func remove(_ number: Number, of fact: Fact) {
    guard let place = places[fact] else { return }
    if place == number { places[fact] = nil }
    guard place >= Self.firstSet else { return }
    let index = place - Self.firstSet
    sets[index]?.remove(number)
    if let set = sets[index], set.count <= 1 {
      places[fact] = set.first
      sets.remove(index)
    }
  }
}
