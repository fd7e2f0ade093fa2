/// Elements that have a number each for as long as they are there; a new one gets that of one that has
/// gone, if there is one.
@frozen
public struct NumberedElements<Element> {
  public typealias Number = NumberTable.Number

  @usableFromInline var places = ChunkedArray<Element?>()
  @usableFromInline var unused: [Number] = []

  /// No elements.
  @inlinable public init() {}

  /// How many elements there are.
  @inlinable public var count: Int { places.count - unused.count }

  /// The numbers of the elements, in order.
  @inlinable public var numbers: some Collection<Number> {
    places.indices.lazy.filter { places[$0] != nil }.map { Number($0) }
  }

  /// The element of a number that ``insert(_:)`` gave; nil once it has been removed.
  ///
  /// Changed, it is changed in place. It is removed by ``remove(_:)`` alone.
  @inlinable
  public subscript(number: Number) -> Element? {
    get { places[Int(number)] }
    _modify { yield &places[Int(number)] }
  }

  /// Adds an element, and returns its number.
  @inlinable
  public mutating func insert(_ element: Element) -> Number {
    if let number = unused.popLast() {
      places[Int(number)] = element
      return number
    }
    places.append(element)
    return Number(places.count - 1)
  }

  /// Removes the element of that number, and returns it.
  @inlinable @discardableResult
  public mutating func remove(_ number: Number) -> Element? {
    guard let element = places[Int(number)] else { return nil }
    places[Int(number)] = nil
    unused.append(number)
    return element
  }
}

extension NumberedElements: Sendable where Element: Sendable {}
