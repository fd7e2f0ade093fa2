import JSON
import OVSDB
import Replica

/// A table to replicate: animals that belong to keepers.
struct Animal: Row {
  var name = ""
  var legs = 0
  var owner: UUID?
  var food: Set<String> = []
  var notes: [String: String] = [:]

  static let table = Table<Animal>(
    "Animal",
    columns: [
      Column("name", \.name), Column("legs", \.legs), Column("owner", \.owner),
      Column("food", \.food), Column("notes", \.notes),
    ])
}

struct Keeper: Row {
  var name = ""
  var animals: Set<UUID> = []

  static let table = Table<Keeper>(
    "Keeper",
    columns: [
      Column("name", \.name),
      Column("animals", \.animals, type: .set(of: .reference(to: "Animal"))),
    ])
}

/// The replica of a zoo's database.
final class Zoo {
  let log = FactLog()
  let replica = DatabaseReplica(name: "Zoo")
  let animals: TableReplica<Animal>
  let keepers: TableReplica<Keeper>
  let animalsByFood: Index<Animal, String>
  let animalsByName: Index<Animal, String>
  let keeperOfAnimal: OwnerIndex<Keeper>

  init() {
    animals = TableReplica(log: log, keepsChanges: true)
    keepers = TableReplica(log: log, keepsChanges: true)
    animalsByFood = Index(on: animals) { Array($0.food) }
    animalsByName = Index(on: animals) { $0.name.isEmpty ? nil : $0.name }
    keeperOfAnimal = OwnerIndex(on: keepers, column: "animals", \.animals)
    replica.add(animals)
    replica.add(keepers)
  }

  /// Applies an update2 and returns the problems in it.
  @discardableResult
  func apply(_ updates: JSON, _ format: TableUpdateFormat = .update2) -> [ReplicaProblem] {
    replica.apply(JSONElement(updates), format: format)
  }

  /// How many facts have changed since the last call.
  func takeFactCount() -> Int { Set(log.take()).count }
}

/// The UUID whose number is `number`.
func id(_ number: Int) -> UUID { UUID(high: 0, low: UInt64(number)) }

/// An update of one row of one table.
func update(_ table: String, _ number: Int, _ kind: String, _ row: JSON) -> JSON {
  .object([table: .object([id(number).description: .object([kind: row])])])
}
