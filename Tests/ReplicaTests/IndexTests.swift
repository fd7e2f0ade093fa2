import JSON
import OVSDB
import Seeded
import Testing

@testable import Replica

@Suite("An index")
struct IndexTests {
  @Test("finds rows by each of their keys, as they change")
  func severalKeys() {
    let zoo = Zoo()
    zoo.apply(update("Animal", 1, "insert", ["food": ["set", ["fish", "mice"]]]))
    zoo.apply(update("Animal", 2, "insert", ["food": "fish"]))
    zoo.apply(update("Animal", 3, "insert", ["food": "fish"]))
    #expect(Set(zoo.animalsByFood["fish"].map(Array.init) ?? []) == [id(1), id(2), id(3)])
    zoo.apply(update("Animal", 1, "modify", ["food": "fish"]))
    zoo.apply(update("Animal", 2, "delete", .null))
    #expect(Set(zoo.animalsByFood["fish"].map(Array.init) ?? []) == [id(3)])
    #expect(Set(zoo.animalsByFood["mice"].map(Array.init) ?? []) == [id(1)])
    zoo.apply(update("Animal", 3, "delete", .null))
    #expect(zoo.animalsByFood["fish"] == nil)
    #expect(zoo.animalsByFood.keyCount == 1)
  }

  @Test("notes the keys that a row enters and leaves, and no others")
  func facts() {
    let zoo = Zoo()
    zoo.apply(update("Animal", 1, "insert", ["name": "cat", "food": "fish"]))
    _ = zoo.log.take()
    zoo.apply(update("Animal", 1, "modify", ["name": "dog"]))
    let expected = [
      zoo.animals.fact(of: id(1)), zoo.animalsByName.fact(of: "cat"),
      zoo.animalsByName.fact(of: "dog"),
    ]
    #expect(Set(zoo.log.take()) == Set(expected))
  }
}

@Suite("An owner index")
struct OwnerIndexTests {
  /// A keeper, number 0, of the animals 1...count.
  private func makeZoo(count: Int) -> Zoo {
    let zoo = Zoo()
    let animals = (1...count).map { JSON.uuid(id($0)) }
    zoo.apply(
      update("Keeper", 0, "insert", ["name": "Ada", "animals": .array(["set", .array(animals)])]))
    _ = zoo.log.take()
    _ = zoo.keeperOfAnimal.takeChanges()
    _ = zoo.keepers.takeChanges()
    return zoo
  }

  @Test("touches one fact when one of 100,000 elements changes")
  func oneElement() {
    let zoo = makeZoo(count: 100_000)
    zoo.apply(update("Keeper", 0, "modify", ["animals": .uuid(id(100_001))]))
    #expect(zoo.log.take() == [zoo.keeperOfAnimal.fact(ownerOf: id(100_001))])
    zoo.apply(update("Keeper", 0, "modify", ["animals": .uuid(id(7))]))
    #expect(zoo.log.take() == [zoo.keeperOfAnimal.fact(ownerOf: id(7))])
    #expect(zoo.keepers.takeChanges().isEmpty)
    #expect(zoo.keeperOfAnimal.takeChanges().map(\.child) == [id(100_001), id(7)])
    #expect(zoo.keepers[id(0)]?.animals.count == 100_000)
    #expect(zoo.keeperOfAnimal.owner(of: id(7)) == nil)
    #expect(zoo.keeperOfAnimal.owner(of: id(100_001)) == id(0))
  }

  @Test("lets other columns of the row change in the same update")
  func otherColumns() {
    let zoo = makeZoo(count: 3)
    zoo.apply(update("Keeper", 0, "modify", ["name": "Bea", "animals": .uuid(id(4))]))
    #expect(
      Set(zoo.log.take()) == [zoo.keepers.fact(of: id(0)), zoo.keeperOfAnimal.fact(ownerOf: id(4))])
    #expect(zoo.keepers[id(0)]?.animals == [id(1), id(2), id(3), id(4)])
    #expect(zoo.keepers[id(0)]?.name == "Bea")
  }

  @Test("notes every element of a row that goes")
  func deletion() {
    let zoo = makeZoo(count: 3)
    zoo.apply(update("Keeper", 0, "delete", .null))
    #expect(Set(zoo.keeperOfAnimal.takeChanges().map(\.child)) == [id(1), id(2), id(3)])
    #expect(zoo.keeperOfAnimal.owner(of: id(1)) == nil)
  }

  @Test("names the same one of several owners, whichever came first")
  func severalOwners() {
    let zoo = makeZoo(count: 3)
    for keeper in [12, 11] {
      zoo.apply(update("Keeper", keeper, "insert", ["animals": .uuid(id(1))]))
    }
    #expect(zoo.keeperOfAnimal.owner(of: id(1)) == id(0))
    zoo.apply(update("Keeper", 0, "modify", ["animals": .uuid(id(1))]))
    #expect(zoo.keeperOfAnimal.owner(of: id(1)) == id(11))
    #expect(Set(zoo.keeperOfAnimal.owners(of: id(1)).map(Array.init) ?? []) == [id(11), id(12)])
    #expect(zoo.keeperOfAnimal.isOwner(id(12), of: id(1)))
  }

  @Test("follows whole rows as well as differences")
  func wholeRows() {
    let zoo = makeZoo(count: 3)
    let row: JSON = ["name": "Ada", "animals": ["set", [.uuid(id(2)), .uuid(id(9))]]]
    zoo.apply(update("Keeper", 0, "new", row), .update)
    #expect(Set(zoo.keeperOfAnimal.takeChanges().map(\.child)) == [id(1), id(3), id(9)])
  }

  @Test("agrees with the rows however these change", arguments: 0..<10 as Range<UInt64>)
  func sameAsRows(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let zoo = Zoo()
    for _ in 0..<600 {
      let keeper = Int.random(in: 100..<104, using: &generator)
      let chosen = (0..<8).filter { _ in Bool.random(using: &generator) }.map { JSON.uuid(id($0)) }
      let animals: JSON = .array(["set", .array(chosen)])
      let change =
        zoo.keepers[id(keeper)] == nil
        ? "insert" : ["modify", "modify", "delete"].randomElement(using: &generator) ?? "modify"
      zoo.apply(update("Keeper", keeper, change, change == "delete" ? .null : ["animals": animals]))

      for animal in 0..<8 {
        let expected = zoo.keepers.rows.filter { $0.value.animals.contains(id(animal)) }.map(\.key)
        #expect(
          Set(zoo.keeperOfAnimal.owners(of: id(animal)).map(Array.init) ?? []) == Set(expected))
        #expect(zoo.keeperOfAnimal.owner(of: id(animal)) == expected.min())
      }
    }
  }
}
