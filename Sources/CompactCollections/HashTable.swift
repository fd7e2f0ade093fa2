/// A hash table without keys: small elements, found by the hashes of what they stand for.
///
/// A dictionary has room for a key and a value in each of its places, of which a quarter at least is
/// empty, and more than half after it has grown. Here a place has an element and 32 bits of a hash,
/// however wide the key is, and after it has grown four in nine are empty; growing needs no look at the
/// keys. Whether an element that has the wanted hash is the one that is meant is for the caller to tell.
///
/// Elements of one hash lie side by side, and looking for one passes the others: of what has many under a
/// key, one ought to stand here for all.
@frozen
public struct HashTable<Element> {
  /// Of the element at each place; ``vacant`` if there is none.
  ///
  /// They lie in their order, as far as a place of its own was free for each: one is looked for from
  /// where it would be, were all spread evenly, up to the next place that is vacant.
  @usableFromInline var digests: [UInt32] = []
  @usableFromInline var elements: [Element] = []
  @usableFromInline let filler: Element
  @usableFromInline var elementCount = 0

  @usableFromInline static var vacant: UInt32 { 0 }

  /// No elements.
  ///
  /// - Parameter filler: what stands at places that are vacant.
  @inlinable public init(filler: Element) { self.filler = filler }

  /// How many elements there are.
  @inlinable public var count: Int { elementCount }

  /// The element at a place that ``place(of:where:)`` gave.
  @inlinable
  public subscript(place: Int) -> Element {
    get { elements[place] }
    set { elements[place] = newValue }
  }

  /// Where the first element of that hash is that is the one meant; until elements come or go.
  @inlinable
  public func place(of hash: Int, where isMeant: (Element) -> Bool) -> Int? {
    if elementCount == 0 { return nil }
    let digest = Self.digest(hash)
    var place = home(of: digest)
    while digests[place] != Self.vacant {
      if digests[place] == digest, isMeant(elements[place]) { return place }
      place = self.place(after: place)
    }
    return nil
  }

  /// Adds an element; it does not look whether that is there already.
  @inlinable
  public mutating func insert(_ element: Element, under hash: Int) {
    // At most five sixths are taken, or most looks would be long.
    if (elementCount + 1) * 6 > digests.count * 5 { grow() }
    put(element, Self.digest(hash))
    elementCount += 1
  }

  /// Removes the element at a place.
  @inlinable
  public mutating func remove(at place: Int) {
    var gap = place
    var next = self.place(after: gap)
    // None may stay beyond a gap that comes after where it is looked for first.
    while digests[next] != Self.vacant {
      if distance(from: home(of: digests[next]), to: next) >= distance(from: gap, to: next) {
        digests[gap] = digests[next]
        elements.swapAt(gap, next)
        gap = next
      }
      next = self.place(after: next)
    }
    digests[gap] = Self.vacant
    elements[gap] = filler
    elementCount -= 1
    if elementCount == 0 { (digests, elements) = ([], []) }
  }

  /// All elements, in no particular order.
  @inlinable public var all: some Collection<Element> {
    digests.indices.lazy.filter { digests[$0] != Self.vacant }.map { elements[$0] }
  }
}

extension HashTable: Sendable where Element: Sendable {}

// Places.
extension HashTable {
  /// The bits of a hash that are kept; those of a vacant place stand for nothing else.
  @inlinable
  static func digest(_ hash: Int) -> UInt32 {
    let digest = UInt32(truncatingIfNeeded: hash)
    return digest == vacant ? 1 : digest
  }

  /// Where an element is looked for first.
  @inlinable
  func home(of digest: UInt32) -> Int { Int((UInt64(digest) * UInt64(digests.count)) >> 32) }

  @inlinable
  func place(after place: Int) -> Int { place + 1 == digests.count ? 0 : place + 1 }

  /// Steps from one place to another, round the end.
  @inlinable
  func distance(from start: Int, to end: Int) -> Int {
    end >= start ? end - start : end - start + digests.count
  }

  @inlinable
  mutating func put(_ element: Element, _ digest: UInt32) {
    var place = home(of: digest)
    while digests[place] != Self.vacant { place = self.place(after: place) }
    digests[place] = digest
    elements[place] = element
  }

  /// Makes half as much room again.
  @inlinable
  mutating func grow() {
    let old = (digests: digests, elements: elements)
    let capacity = Swift.max(4, digests.count + digests.count / 2)
    digests = Array(repeating: Self.vacant, count: capacity)
    elements = Array(repeating: filler, count: capacity)
    for (place, digest) in old.digests.enumerated() where digest != Self.vacant {
      put(old.elements[place], digest)
    }
  }
}
