import JSON
import OVSDB
import Testing

@testable import Replica

/// Keeps of animals what it minds: their names and legs.
private final class Names: RowKeeper {
  typealias R = Animal

  let table = Animal.table.restricted(to: [\.name, \.legs])
  var animals: [UUID: (name: String, legs: Int)] = [:]
  /// The rows that were set, one after another.
  var told: [UUID] = []

  var uuids: [UUID] { Array(animals.keys) }

  func row(_ uuid: UUID) -> Animal? {
    animals[uuid].map { Animal(name: $0.name, legs: $0.legs) }
  }

  func set(_ uuid: UUID, to row: Animal?) {
    told.append(uuid)
    animals[uuid] = row.map { ($0.name, $0.legs) }
  }
}

@Suite("A table whose rows somebody else keeps")
struct RowKeeperTests {
  private let names = Names()
  private let replica = DatabaseReplica(name: "Zoo")

  init() { replica.add(names) }

  private func apply(_ updates: JSON) -> [ReplicaProblem] {
    replica.apply(JSONElement(updates), format: .update2)
  }

  @Test("asks for the columns that are held and no others")
  func columns() {
    #expect(replica.declared == MonitoredTables(["Animal": ["name", "legs"]]))
  }

  @Test("tells of insertions, modifications and deletions")
  func updates() {
    #expect(apply(update("Animal", 1, "insert", ["name": "cat", "legs": 4])) == [])
    #expect(names.row(id(1)) == Animal(name: "cat", legs: 4))
    #expect(apply(update("Animal", 1, "modify", ["legs": 3, "food": "fish"])) == [])
    #expect(names.row(id(1)) == Animal(name: "cat", legs: 3))
    #expect(apply(update("Animal", 1, "delete", .null)) == [])
    #expect(names.row(id(1)) == nil)
    #expect(names.told == [id(1), id(1), id(1)])
  }

  @Test("leaves out a modification of a row that is not there")
  func unknownRow() {
    #expect(apply(update("Animal", 1, "modify", ["legs": 3])) == [])
    #expect(names.told == [])
  }

  @Test("takes the columns that can be read, and reports others", arguments: ["insert", "modify"])
  func unreadableColumn(kind: String) {
    _ = apply(update("Animal", 1, "insert", ["name": "cat", "legs": 4]))
    let problems = apply(update("Animal", 1, kind, ["name": "dog", "legs": "four"]))
    #expect(problems.map(\.row) == [id(1).description])
    #expect(names.row(id(1))?.name == "dog")
  }

  @Test("tells of rows that new contents do not have that they are gone")
  func replacedContents() {
    for number in 1...3 { _ = apply(update("Animal", number, "insert", ["name": "cat"])) }
    let contents = update("Animal", 2, "initial", ["name": "dog"])
    #expect(replica.replaceContents(with: JSONElement(contents), format: .update2) == [])
    #expect(names.uuids == [id(2)])
    #expect(names.row(id(2))?.name == "dog")
  }
}
