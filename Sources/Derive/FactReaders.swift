/// The numbers of those that have read each fact.
///
/// Most facts have one reader, whose number stands with the fact; the readers of others are a set apart.
@usableFromInline
struct FactReaders<Fact: Hashable> {
  /// Below ``firstSet`` it is the number of the only reader, else that of a set, counted from there.
  @usableFromInline typealias Number = UInt32
  @usableFromInline static var firstSet: Number { 1 << 31 }

  @usableFromInline var places: [Fact: Number] = [:]
  @usableFromInline var sets: [Set<Number>] = []
  @usableFromInline var unusedSets: [Number] = []

  @inlinable init() {}

  /// How many facts have a reader.
  @inlinable var count: Int { places.count }

  @inlinable func contains(_ fact: Fact) -> Bool { places[fact] != nil }

  /// Calls `body` with each reader of `fact`, in no particular order.
  @inlinable
  func forEach(of fact: Fact, _ body: (Number) -> Void) {
    guard let place = places[fact] else { return }
    if place < Self.firstSet { return body(place) }
    for number in sets[Int(place - Self.firstSet)] { body(number) }
  }

  @inlinable
  mutating func insert(_ number: Number, of fact: Fact) {
    guard let place = places[fact] else {
      places[fact] = number
      return
    }
    if place >= Self.firstSet {
      sets[Int(place - Self.firstSet)].insert(number)
    } else if place != number {
      places[fact] = makeSet([place, number])
    }
  }

  @inlinable
  mutating func remove(_ number: Number, of fact: Fact) {
    guard let place = places[fact] else { return }
    if place == number { places[fact] = nil }
    guard place >= Self.firstSet else { return }
    let index = Int(place - Self.firstSet)
    sets[index].remove(number)
    guard sets[index].count <= 1 else { return }
    places[fact] = sets[index].first
    sets[index] = []
    unusedSets.append(place)
  }

  @inlinable
  mutating func makeSet(_ numbers: Set<Number>) -> Number {
    if let free = unusedSets.popLast() {
      sets[Int(free - Self.firstSet)] = numbers
      return free
    }
    sets.append(numbers)
    return Self.firstSet + Number(sets.count - 1)
  }
}
