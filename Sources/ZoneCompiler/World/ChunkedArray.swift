/// Elements side by side in chunks, which stay where they are as the array grows.
///
/// An array that has grown has room for up to as many elements again. Here that is a chunk at most, which
/// counts where there is an element for each flow or port and it is wide.
struct ChunkedArray<Element> {
  /// How many elements a chunk has.
  private static var chunkLength: Int { 128 }

  private var chunks: [[Element]] = []
  private(set) var count = 0

  var indices: Range<Int> { 0..<count }

  subscript(index: Int) -> Element {
    get { chunks[index / Self.chunkLength][index % Self.chunkLength] }
    _modify { yield &chunks[index / Self.chunkLength][index % Self.chunkLength] }
  }

  mutating func append(_ element: Element) {
    if count % Self.chunkLength == 0 {
      var chunk: [Element] = []
      // The first chunk grows with the array: most are small.
      if count > 0 { chunk.reserveCapacity(Self.chunkLength) }
      chunks.append(chunk)
    }
    chunks[chunks.count - 1].append(element)
    count += 1
  }
}
