import JSON
import OVSDB
import Seeded
import Testing

@Suite("A UUID")
struct UUIDTests {
  @Test("reads and prints the canonical form")
  func isLossless() {
    let text = "550e8400-e29b-41d4-a716-446655440000"
    let uuid = UUID(text)
    #expect(uuid == UUID(high: 0x550e_8400_e29b_41d4, low: 0xa716_4466_5544_0000))
    #expect(uuid?.description == text)
    #expect(UUID(text.uppercased()) == uuid)
    #expect(UUID(text.prefix(36)) == uuid)
  }

  @Test(
    "refuses every other form",
    arguments: [
      "", "550e8400e29b41d4a716446655440000", "550e8400-e29b-41d4-a716-44665544000",
      "550e8400-e29b-41d4-a716-4466554400000", "550e8400-e29b-41d4-a716-44665544000g",
      "550e8400-e29b-41d4-a7160446655440000", "550e8400-e29b-41d4-a716-44665544:000",
      "550e840--e29b-41d4-a716-446655440000", "{50e8400-e29b-41d4-a716-446655440000",
      "550e8400-e29b-41d4-a716-4466554400é",
    ])
  func refuses(text: String) {
    #expect(UUID(text) == nil)
  }

  @Test("orders as its text does, and reads back what it prints", arguments: UInt64(0)..<50)
  func ordersAsText(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let left = UUID.random(using: &generator)
    let right = UUID.random(using: &generator)
    #expect((left < right) == (left.description < right.description))
    #expect(UUID(left.description) == left && left != right)
  }

  @Test("at random is of version 4", arguments: UInt64(0)..<20)
  func isVersion4(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let text = Array(UUID.random(using: &generator).description)
    #expect(text[14] == "4" && "89ab".contains(text[19]))
  }

  @Test("is read from an element that is its text, and from no other")
  func readsElements() {
    let uuid = UUID(high: 5, low: 6)
    #expect(UUID(JSONElement(.string(uuid.description))) == uuid)
    #expect(UUID(JSONElement(.uuid(uuid))) == nil && UUID(JSONElement("5")) == nil)
  }

  @Test(
    "from a source of a seed comes again from another of that seed, and differs from all others")
  func source() {
    let (source, again, other) = (UUIDSource(seed: 1), UUIDSource(seed: 1), UUIDSource(seed: 2))
    let uuids = (0..<1000).map { _ in source.next() }
    #expect(uuids == (0..<1000).map { _ in again.next() })
    #expect(Set(uuids + (0..<1000).map { _ in other.next() }).count == 2000)
    #expect(UUIDSource().next() != UUIDSource().next())
  }
}
