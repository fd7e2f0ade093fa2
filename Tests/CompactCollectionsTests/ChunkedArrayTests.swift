import CompactCollections
import Testing

@Suite("An array in chunks")
struct ChunkedArrayTests {
  @Test("has what was appended, and what was put in its place", arguments: [0, 1, 128, 129, 1_000])
  func elements(count: Int) {
    var array = ChunkedArray<Int>()
    for number in 0..<count { array.append(number) }
    #expect(array.count == count)
    for index in array.indices where index % 3 == 0 { array[index] *= 2 }
    #expect(
      array.indices.map { array[$0] } == (0..<count).map { $0 % 3 == 0 ? $0 * 2 : $0 })
  }
}
