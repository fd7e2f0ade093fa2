import JSON
import OVSDB
import Seeded
import Testing

@Suite("A typed row")
struct RowTests {
  static let uuid = UUID(high: 3, low: 4)
  static let text = """
    {"diet":"meat","friends":["uuid","\(uuid)"],"is_tame":true,"keeper":["uuid","\(uuid)"],"legs":3,\
    "mother":["uuid","\(uuid)"],"name":"Leo","nickname":"L","tags":["map",[["k","v"]]],\
    "visits":["map",[[1,2.5]]],"weight":1.5}
    """

  static let leo = Animal(
    name: "Leo", legs: 3, weight: 1.5, isTame: true, keeper: uuid, mother: uuid, friends: [uuid],
    diet: .meat, tags: ["k": "v"], visits: [1: 2.5], nickname: "L")

  @Test("holds what its columns say, in whatever order they come")
  func decodes() throws {
    var animal = Animal()
    try Animal.table.decode(try wire(Self.text), into: &animal)
    #expect(animal == Self.leo)

    let members = try #require(try wire(Self.text).json.objectValue)
    for seed in UInt64(0)..<20 {
      var generator = SeededGenerator(seed: seed)
      let shuffled = members.shuffled(using: &generator)
        .map { "\(JSON.string($0.key)):\($0.value)" }.joined(separator: ",")
      var animal = Animal()
      try Animal.table.decode(try wire("{\(shuffled)}"), into: &animal)
      #expect(animal == Self.leo, "\(seed)")
    }
  }

  @Test("skips columns that it does not have, and keeps those that are not mentioned")
  func toleratesOtherSchemas() throws {
    var animal = Self.leo
    try Animal.table.decode(
      try wire(#"{"_version":["uuid","x"],"nick":1,"legs":2,"namesake":[]}"#), into: &animal)
    var expected = Self.leo
    expected.legs = 2
    #expect(animal == expected)
  }

  @Test("has only those columns read that its table is restricted to")
  func restricted() throws {
    let table = Animal.table.restricted(to: [\.tags, \.name])
    #expect(table.columns.map(\.name) == ["name", "tags"])
    #expect(table.indexes == [["name"]])
    #expect(table.maxRows == 500)
    var animal = Animal()
    try table.decode(try wire(Self.text), into: &animal)
    #expect(animal == Animal(name: "Leo", tags: ["k": "v"]))
    try table.apply(difference: try wire(#"{"legs":"four","name":"Lea"}"#), to: &animal)
    #expect(animal == Animal(name: "Lea", tags: ["k": "v"]))
  }

  @Test("cannot have its table restricted to what is no column")
  func restrictedToNothing() async {
    await #expect(processExitsWith: .failure) {
      _ = Animal.table.restricted(to: [\.name.count])
    }
  }

  @Test("is written as it is read, defaults left out")
  func encodes() throws {
    #expect(JSON.object(Animal.table.json(of: Self.leo)) == (try wire(Self.text).json))
    #expect(Keeper.table.json(of: Keeper()) == [:])
    #expect(Animal.table.json(of: Animal()) == ["legs": 4])
    let names = Animal.table.columns.filter { $0.isDefault(in: Animal()) }.map(\.name)
    #expect(names == Animal.table.columns.map(\.name).filter { $0 != "legs" })
  }

  @Test(
    "names the column that a value does not fit",
    arguments: [
      (#"{"name":"a","legs":"four"}"#, #"legs: expected an integer of 64 bits, found "four""#),
      (#"{"tags":["map",[["a",1]]]}"#, "tags: expected a string, found 1"),
      (#"[1]"#, "expected a row, found [1]"),
    ])
  func namesColumns(text: String, message: String) throws {
    let element = try wire(text)
    var animal = Animal()
    let error = #expect(throws: WireError.self) { try Animal.table.decode(element, into: &animal) }
    #expect(error?.description == message)
    #expect(error?.within("table Animal").description.hasPrefix("table Animal") == true)
  }

  @Test("finds its columns by name")
  func findsColumns() {
    #expect(
      Animal.table.column(named: "keeper")?.type == .optional(.reference(to: "Keeper", .weak)))
    #expect(
      Animal.table.column(named: "diet")?.type
        == ColumnType(key: .string(.oneOf(["hay", "meat", "something else"]))))
    #expect(Animal.table.column(named: "Keeper") == nil)
  }
}
