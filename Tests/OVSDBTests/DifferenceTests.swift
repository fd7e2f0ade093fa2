import JSON
import OVSDB
import Seeded
import Testing

@Suite("A difference")
struct DifferenceTests {
  @Test("replaces an atom and an optional")
  func replaces() {
    var legs = 4
    legs.apply(difference: 3)
    #expect(legs == 3)
    var keeper: String? = "Ann"
    keeper.apply(difference: nil)
    #expect(keeper == nil)
    keeper.apply(difference: "Bob")
    #expect(keeper == "Bob")
  }

  @Test("leads from any set to any other, and back", arguments: UInt64(0)..<100)
  func toggles(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let old = randomSet(&generator)
    let new = randomSet(&generator)
    let difference = old.symmetricDifference(new)
    var value = old
    value.apply(difference: difference)
    #expect(value == new)
    value.apply(difference: difference)
    #expect(value == old)
  }

  @Test("leads from any map to any other", arguments: UInt64(0)..<100)
  func changesMaps(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let old = randomMap(&generator)
    let new = randomMap(&generator)
    // As ovsdb-server makes it: pairs that went as they were, pairs that are new or changed as they are.
    let gone = old.filter { new[$0.key] == nil }
    let difference = gone.merging(new.filter { old[$0.key] != $0.value }) { _, last in last }
    var value = old
    value.apply(difference: difference)
    #expect(value == new)
  }

  @Test("applies to a column of its row, and names the column if it cannot")
  func appliesToRows() throws {
    let friend = UUID(high: 1, low: 1)
    var animal = Animal()
    animal.friends = [friend]
    animal.tags = ["colour": "grey", "size": "big"]
    try Animal.table.apply(
      difference: try wire(
        """
        {"friends":["uuid","\(friend)"],"tags":["map",[["colour","grey"],["size","small"],["age","3"]]],
         "nickname":"Dumbo","legs":3,"unheard_of":["map",[]]}
        """), to: &animal)
    #expect(animal.friends == [] && animal.tags == ["size": "small", "age": "3"])
    #expect(animal.nickname == "Dumbo" && animal.legs == 3)

    let before = animal
    let error = #expect(throws: WireError.self) {
      try Animal.table.apply(difference: try wire(#"{"friends":["set",[1]]}"#), to: &animal)
    }
    #expect(error?.description == "friends: expected a uuid, found 1")
    #expect(animal == before)
  }

  @Test("replaces in a column of at most one, even if the property is a set")
  func replacesWhatIsNotComposite() throws {
    struct Cage: Row {
      var animals: Set<String> = []
      static let table = Table<Cage>(
        "Cage", columns: [Column("animals", \.animals, type: .optional(.string()))])
    }
    var cage = Cage(animals: ["ape"])
    try Cage.table.apply(difference: try wire(#"{"animals":"ape"}"#), to: &cage)
    #expect(cage.animals == ["ape"])
  }

  @Test("of two among 100,000 elements leaves the set's storage where it is")
  func doesNotCopy() throws {
    let uuids = (0..<100_000).map { UUID(high: $0, low: $0) }
    let column = try #require(Animal.table.column(named: "friends"))
    var animal = Animal()
    animal.friends = Set(uuids)
    let storage = address(of: animal.friends)
    let other = UUID(high: 1, low: 2)
    let difference = try wire(#"["set",[["uuid","\#(uuids[7])"],["uuid","\#(other)"]]]"#)
    try column.apply(difference: difference, to: &animal)
    #expect(address(of: animal.friends) == storage)
    #expect(animal.friends.count == 100_000 && animal.friends.contains(other))
    // The measure itself: with a copy alive, the storage must move.
    let copy = animal.friends
    try column.apply(difference: difference, to: &animal)
    #expect(address(of: animal.friends) != storage && copy.count == 100_000)
  }

  /// Where a set keeps its elements: a set is one reference.
  func address(of set: Set<UUID>) -> UInt { unsafeBitCast(set, to: UInt.self) }

  func randomSet(_ generator: inout SeededGenerator) -> Set<Int> {
    Set(
      (0..<Int.random(in: 0..<10, using: &generator)).map { _ in
        .random(in: 0..<12, using: &generator)
      })
  }

  func randomMap(_ generator: inout SeededGenerator) -> [Int: Int] {
    var map: [Int: Int] = [:]
    for _ in 0..<Int.random(in: 0..<10, using: &generator) {
      map[.random(in: 0..<8, using: &generator)] = .random(in: 0..<3, using: &generator)
    }
    return map
  }
}
