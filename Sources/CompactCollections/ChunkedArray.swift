/// Elements side by side in chunks, which stay where they are as the array grows.
///
/// An array that has grown has room for up to as many elements again. Here that is a chunk at most, which
/// counts where there is a wide element for each row, flow or port.
@frozen
public struct ChunkedArray<Element> {
  /// How many elements a chunk has.
  @inlinable static var chunkLength: Int { 128 }

  @usableFromInline var chunks: [[Element]] = []
  @usableFromInline var elementCount = 0

  /// No elements.
  @inlinable public init() {}

  /// How many elements there are.
  @inlinable public var count: Int { elementCount }

  @inlinable public var indices: Range<Int> { 0..<elementCount }

  /// The element at an index below ``count``; changed, it is changed in place.
  @inlinable
  public subscript(index: Int) -> Element {
    get { chunks[index / Self.chunkLength][index % Self.chunkLength] }
    _modify { yield &chunks[index / Self.chunkLength][index % Self.chunkLength] }
  }

  /// Adds an element behind the others.
  @inlinable
  public mutating func append(_ element: Element) {
    if elementCount % Self.chunkLength == 0 {
      var chunk: [Element] = []
      // The first chunk grows with the array: most are small.
      if elementCount > 0 { chunk.reserveCapacity(Self.chunkLength) }
      chunks.append(chunk)
    }
    chunks[chunks.count - 1].append(element)
    elementCount += 1
  }
}

extension ChunkedArray: Sendable where Element: Sendable {}
