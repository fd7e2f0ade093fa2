import OVSDB
import Seeded
import Testing

@testable import Replica

/// A key that has the hash of every other.
private struct Clashing: Hashable {
  let name: String

  func hash(into hasher: inout Hasher) {}
}

@Suite("An index whose keys all have one hash")
struct RowBucketsTests {
  @Test(
    "finds what a dictionary would as rows come, change and go", arguments: 0..<10 as Range<UInt64>)
  func sameAsDictionary(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let animals = TableReplica<Animal>(log: FactLog())
    let byName = Index(on: animals) { $0.name.isEmpty ? nil : Clashing(name: $0.name) }
    let byFood = Index(on: animals, keys: { $0.food.map { Clashing(name: $0) } })
    for _ in 0..<600 {
      var row = Animal(name: ["", "cat", "dog", "emu"].randomElement(using: &generator) ?? "")
      row.food = Set(["fish", "mice", "grass"].filter { _ in Bool.random(using: &generator) })
      let isRemoved = Int.random(in: 0..<3, using: &generator) == 0
      animals.set(id(Int.random(in: 0..<12, using: &generator)), to: isRemoved ? nil : row)

      for name in ["cat", "dog", "emu"] {
        let expected = animals.rows.filter { $0.value.name == name }.map(\.key)
        #expect(Set(byName[Clashing(name: name)].map(Array.init) ?? []) == Set(expected))
      }
      for food in ["fish", "mice", "grass"] {
        let expected = animals.rows.filter { $0.value.food.contains(food) }.map(\.key)
        #expect(Set(byFood[Clashing(name: food)].map(Array.init) ?? []) == Set(expected))
      }
    }
  }
}
