/// A hash table of the numbers of things that are kept elsewhere, found by the hashes of the things.
///
/// A dictionary has room for a key and a value in each of its places, of which a quarter at least is
/// empty, and more than half after it has grown. Here a place has eight bytes however wide the key is:
/// a number, and 32 bits of the hash that it stands under, so that growing needs no look at the things.
/// Whether a number with the wanted hash is the one that is meant is for the caller to tell.
///
/// Numbers under one hash lie side by side, and looking for one passes the others: what has many
/// numbers under a key stands here once.
@frozen
public struct NumberTable: Sendable {
  /// A number below `UInt32.max`.
  public typealias Number = UInt32

  /// A hash's upper bits and a number, or ``vacant``.
  @usableFromInline typealias Place = UInt64
  @usableFromInline static var vacant: Place { .max }

  /// In order of the hashes, as far as no place of its own was free: a place is looked for from where
  /// its hash would be, were all spread evenly, up to the next that is vacant.
  @usableFromInline var places: [Place] = []
  /// How many numbers there are.
  public private(set) var count = 0

  /// No numbers.
  public init() {}

  /// The first number under `hash` that is the one meant.
  @inlinable
  public func first(under hash: Int, where isMeant: (Number) -> Bool) -> Number? {
    place(of: hash, where: isMeant).map { Number(truncatingIfNeeded: places[$0]) }
  }

  /// Adds a number; what stands there already, it does not look for.
  @inlinable
  public mutating func insert(_ number: Number, under hash: Int) {
    enter(Place(Self.tag(hash)) << 32 | Place(number))
  }

  /// Removes one such number, and says whether there was one.
  @inlinable @discardableResult
  public mutating func remove(_ number: Number, under hash: Int) -> Bool {
    guard let index = place(of: hash, where: { $0 == number }) else { return false }
    vacate(index)
    return true
  }

  /// All numbers, in no particular order.
  @inlinable public var numbers: some Collection<Number> {
    places.lazy.filter { $0 != Self.vacant }.map { Number(truncatingIfNeeded: $0) }
  }
}

// Places.
extension NumberTable {
  /// The bits of a hash that are kept.
  @inlinable
  static func tag(_ hash: Int) -> UInt32 { UInt32(truncatingIfNeeded: hash) }

  /// Where a hash would be, were all spread evenly.
  @inlinable
  func home(of tag: UInt32) -> Int { Int((UInt64(tag) * UInt64(places.count)) >> 32) }

  @inlinable
  func index(after index: Int) -> Int { index + 1 == places.count ? 0 : index + 1 }

  @inlinable
  func place(of hash: Int, where isMeant: (Number) -> Bool) -> Int? {
    if places.isEmpty { return nil }
    let tag = Self.tag(hash)
    var index = home(of: tag)
    while places[index] != Self.vacant {
      let place = places[index]
      if place >> 32 == tag, isMeant(Number(truncatingIfNeeded: place)) { return index }
      index = self.index(after: index)
    }
    return nil
  }

  @usableFromInline
  mutating func enter(_ place: Place) {
    // At most four fifths are taken, or most looks would be long.
    if (count + 1) * 5 > places.count * 4 { grow() }
    add(place)
    count += 1
  }

  private mutating func add(_ place: Place) {
    var index = home(of: UInt32(place >> 32))
    while places[index] != Self.vacant { index = self.index(after: index) }
    places[index] = place
  }

  /// Vacates a place, and moves those into the gap that would no longer be found beyond it.
  @usableFromInline
  mutating func vacate(_ index: Int) {
    var gap = index
    var next = self.index(after: gap)
    while places[next] != Self.vacant {
      // How far each is from where it would be, round the end of the table.
      let home = home(of: UInt32(places[next] >> 32))
      let distance = next >= home ? next - home : next - home + places.count
      let fromGap = next >= gap ? next - gap : next - gap + places.count
      if distance >= fromGap {
        places[gap] = places[next]
        gap = next
      }
      next = self.index(after: next)
    }
    places[gap] = Self.vacant
    count -= 1
  }

  /// Makes half as much room again.
  private mutating func grow() {
    let old = places
    places = Array(repeating: Self.vacant, count: max(8, old.count + old.count / 2))
    for place in old where place != Self.vacant { add(place) }
  }
}
