import CompactCollections
import OVSDB
import Seeded
import Testing

@testable import Replica

@Suite("A table's store")
struct RowStoreTests {
  @Test("holds what a dictionary would", arguments: 0..<10 as Range<UInt64>)
  func sameAsDictionary(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var store = RowStore<Animal>()
    var expected: [UUID: Animal] = [:]
    // More removals than insertions at times, so that the store shrinks, and fills its gaps later.
    for step in 0..<4_000 {
      let uuid = id(Int.random(in: 0..<1_000, using: &generator))
      let isRemoved = Int.random(in: 0..<4, using: &generator) < (step / 1_000 % 2 == 0 ? 1 : 3)
      let row = isRemoved ? nil : Animal(name: "\(step)")
      store[uuid] = row
      expected[uuid] = row
    }
    #expect(store.count == expected.count)
    #expect(Set(store.uuids) == Set(expected.keys))
    for number in 0..<1_000 { #expect(store[id(number)] == expected[id(number)]) }
  }

  @Test("uses the places of removed rows again, and keeps nothing of those")
  func vacancies() {
    var store = RowStore<Animal>()
    for number in 0..<1_000 { store[id(number)] = Animal(name: "\(number)") }
    let places = store.places.count
    for number in 0..<1_000 { store[id(number)] = nil }
    #expect(store.count == 0)
    #expect(store.places.indices.allSatisfy { store[$0] == Animal() })
    for number in 1_000..<2_000 { store[id(number)] = Animal(name: "\(number)") }
    #expect(store.places.count == places)
  }
}
