import OVSDB
import Testing

@testable import ZoneCompiler

@Suite("The numbers of UUIDs")
struct CountedUUIDsTests {
  private let uuids = (0..<3).map { UUID(high: 0, low: UInt64($0)) }

  @Test("are each UUID's own as long as somebody keeps them")
  func counted() {
    var numbers = CountedUUIDs()
    let kept = uuids.map { numbers.retain($0) }
    #expect(Set(kept).count == 3)
    #expect(numbers.retain(uuids[1]) == kept[1])
    #expect(kept.map { numbers[$0] } == uuids)
    numbers.release(kept[1])
    #expect(numbers.number(of: uuids[1]) == kept[1])
    numbers.release(kept[1])
    #expect(numbers.number(of: uuids[1]) == nil)
    #expect(numbers.count == 2)
  }

  @Test("become others' once nobody keeps them")
  func reused() {
    var numbers = CountedUUIDs()
    let first = numbers.retain(uuids[0])
    numbers.release(first)
    #expect(numbers.retain(uuids[1]) == first)
    #expect(numbers[first] == uuids[1])
    #expect(numbers.number(of: uuids[0]) == nil)
  }
}
