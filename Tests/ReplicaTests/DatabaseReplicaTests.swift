import JSON
import OVSDB
import Testing

@testable import Replica

@Suite("A replica")
struct DatabaseReplicaTests {
  @Test("applies insertions, modifications and deletions of update2")
  func update2() {
    let zoo = Zoo()
    zoo.apply(
      update(
        "Animal", 1, "insert", ["name": "cat", "legs": 4, "food": ["set", ["fish", "mice"]]]))
    #expect(zoo.animals[id(1)]?.name == "cat")
    zoo.apply(
      update(
        "Animal", 1, "modify",
        [
          "legs": 3, "food": ["set", ["mice", "milk"]],
          "notes": ["map", [["a", "1"], ["b", "2"]]],
        ]))
    #expect(zoo.animals[id(1)]?.legs == 3)
    #expect(zoo.animals[id(1)]?.food == ["fish", "milk"])
    zoo.apply(update("Animal", 1, "modify", ["notes": ["map", [["a", "1"], ["b", "3"]]]]))
    #expect(zoo.animals[id(1)]?.notes == ["b": "3"])
    zoo.apply(update("Animal", 1, "modify", ["owner": ["uuid", .string(id(5).description)]]))
    #expect(zoo.animals[id(1)]?.owner == id(5))
    zoo.apply(update("Animal", 1, "modify", ["owner": ["set", []]]))
    #expect(zoo.animals[id(1)]?.owner == nil)
    zoo.apply(update("Animal", 1, "delete", .null))
    #expect(zoo.animals.count == 0)
  }

  @Test("notes a change of the column that is held apart alone, and every other as the row's")
  func columnApart() {
    let zoo = Zoo()
    zoo.animals.holdApart(\.legs)
    let (row, apart) = (zoo.animals.fact(of: id(1)), zoo.animals.factApart(of: id(1)))
    zoo.apply(update("Animal", 1, "insert", ["name": "cat", "legs": 4]))
    #expect(zoo.log.take().contains(row))
    zoo.apply(update("Animal", 1, "modify", ["legs": 3]))
    #expect(zoo.log.take() == [apart])
    zoo.apply(update("Animal", 1, "modify", ["owner": .uuid(id(5))]))
    #expect(zoo.log.take() == [row])
    zoo.apply(update("Animal", 1, "modify", ["legs": 4, "notes": ["map", [["a", "1"]]]]))
    #expect(zoo.log.take() == [row])
    zoo.apply(update("Animal", 1, "delete", .null))
    #expect(zoo.log.take().contains(row))
  }

  @Test("applies old and new rows of update")
  func updateFormat() {
    let zoo = Zoo()
    zoo.apply(update("Animal", 1, "new", ["name": "cat", "legs": 4]), .update)
    let both: JSON = ["old": ["legs": 4], "new": ["name": "cat", "legs": 3]]
    zoo.apply(.object(["Animal": .object([id(1).description: both])]), .update)
    #expect(zoo.animals[id(1)]?.legs == 3)
    zoo.apply(update("Animal", 1, "old", ["name": "cat", "legs": 3]), .update)
    #expect(zoo.animals.count == 0)
  }

  @Test("leaves tables and columns alone that it does not know")
  func unknownNames() {
    let zoo = Zoo()
    let problems =
      zoo.apply(update("Plant", 1, "insert", ["name": "ivy"]))
      + zoo.apply(update("Animal", 1, "insert", ["name": "cat", "colour": 7]))
    #expect(problems.isEmpty)
    #expect(zoo.animals[id(1)]?.name == "cat")
  }

  @Test("takes only the differences of new contents for changes")
  func replacingContents() {
    let zoo = Zoo()
    for number in 1...3 {
      zoo.apply(update("Animal", number, "insert", ["name": .string("animal \(number)")]))
    }
    _ = zoo.animals.takeChanges()
    _ = zoo.takeFactCount()
    let rows: JSON = .object([
      id(1).description: ["initial": ["name": "animal 1"]],
      id(2).description: ["initial": ["name": "renamed"]],
      id(4).description: ["initial": ["name": "animal 4"]],
    ])
    let problems = zoo.replica.replaceContents(
      with: JSONElement(.object(["Animal": rows])), format: .update2)
    #expect(problems.isEmpty)
    #expect(Set(zoo.animals.rows.map(\.key)) == [id(1), id(2), id(4)])
    #expect(Set(zoo.animals.takeChanges().map(\.uuid)) == [id(2), id(3), id(4)])
    #expect(zoo.animalsByName["animal 3"] == nil)
    #expect(zoo.animalsByName["renamed"]?.count == 1)
  }

  @Test("notes no change where contents are replaced by the same")
  func replacingBySame() {
    let zoo = Zoo()
    zoo.apply(update("Animal", 1, "insert", ["name": "cat"]))
    zoo.apply(update("Keeper", 2, "insert", ["animals": ["uuid", .string(id(1).description)]]))
    _ = zoo.log.take()
    let same: JSON = .object([
      "Animal": .object([id(1).description: ["initial": ["name": "cat"]]]),
      "Keeper": .object([
        id(2).description: ["initial": ["animals": ["uuid", .string(id(1).description)]]]
      ]),
    ])
    _ = zoo.replica.replaceContents(with: JSONElement(same), format: .update2)
    #expect(zoo.log.isEmpty)
  }

  @Test("says which value makes no sense, and applies the others", arguments: ["insert", "modify"])
  func malformedValues(kind: String) {
    let zoo = Zoo()
    if kind == "modify" { zoo.apply(update("Animal", 1, "insert", [:])) }
    let problems = zoo.apply(update("Animal", 1, kind, ["name": "cat", "legs": "four"]))
    #expect(
      problems.map(\.description)
        == ["Animal row \(id(1)): legs: expected an integer of 64 bits, found \"four\""])
    #expect(zoo.animals[id(1)]?.name == "cat")
    #expect(zoo.animals[id(1)]?.legs == 0)
  }

  @Test("says which row update makes no sense")
  func malformedRows() {
    let zoo = Zoo()
    let nothing = zoo.apply(update("Animal", 1, "renamed", [:]))
    #expect(nothing.map(\.row) == [id(1).description])
    let badName = zoo.apply(["Animal": ["cat": ["insert": [:]]]])
    #expect(badName.map(\.description) == ["Animal row cat: not a UUID"])
    #expect(zoo.animals.count == 0)
  }

  @Test("holds and asks for the columns that it is told to, and no others")
  func columns() {
    let log = FactLog()
    let animals = TableReplica<Animal>(
      log: log, columns: [\.food, \.name], keepsChanges: true)
    let replica = DatabaseReplica(name: "Zoo")
    replica.add(animals)
    let schema = DatabaseSchema(
      name: "Zoo", version: "1.0.0", tables: ["Animal": Animal.table.schema])
    #expect(replica.declared.monitored(in: schema) == ["Animal": ["name", "food"]])
    #expect(replica.declared.missing(in: schema) == [])

    // A server may send more than it was asked for.
    let row: JSON = ["name": "cat", "legs": "four", "food": "mice"]
    #expect(replica.apply(JSONElement(update("Animal", 1, "insert", row)), format: .update2) == [])
    #expect(animals[id(1)] == Animal(name: "cat", food: ["mice"]))
    _ = (log.take(), animals.takeChanges())
    _ = replica.apply(JSONElement(update("Animal", 1, "modify", ["legs": 4])), format: .update2)
    #expect(animals[id(1)] == Animal(name: "cat", food: ["mice"]))
    #expect(log.isEmpty && animals.takeChanges().isEmpty)
  }

  @Test("asks for the tables and columns that both sides know")
  func monitoredColumns() {
    let schema = DatabaseSchema(
      name: "Zoo", version: "1.0.0",
      tables: ["Animal": TableSchema(columns: Animal.table.schema.columns.filter { $0.key < "n" })])
    let declared = Zoo().replica.declared
    #expect(declared.monitored(in: schema).mapValues(Set.init) == ["Animal": ["food", "legs"]])
    #expect(
      declared.missing(in: schema) == ["Animal:name", "Animal:owner", "Animal:notes", "Keeper"])
  }
}
