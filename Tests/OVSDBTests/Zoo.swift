import JSON
import OVSDB

/// Rows with a property of every form a column can have.
struct Animal: Row {
  var name = ""
  var legs = 4
  var weight = 0.0
  var isTame = false
  var keeper: UUID? = nil
  var mother = UUID.zero
  var friends: Set<UUID> = []
  var diet = Diet.hay
  var tags: [String: String] = [:]
  var visits: [Int: Double] = [:]
  var nickname: String? = nil

  static let table = Table<Animal>(
    "Animal",
    columns: [
      Column("name", \.name, mutable: false),
      Column("legs", \.legs, type: ColumnType(key: .integer(.range(minimum: 0, maximum: 1000)))),
      Column("weight", \.weight, ephemeral: true),
      Column("is_tame", \.isTame),
      Column("keeper", \.keeper, type: .optional(.reference(to: "Keeper", .weak))),
      Column("mother", \.mother),
      Column("friends", \.friends, type: .set(of: .reference(to: "Animal"))),
      Column("diet", \.diet),
      Column("tags", \.tags),
      Column("visits", \.visits),
      Column("nickname", \.nickname),
    ],
    maxRows: 500, indexes: [["name"], ["name", "legs"]])
}

enum Diet: String, ColumnEnumeration {
  case hay, meat
  case other = "something else"
}

/// A row with columns that few rows set.
struct Bird: SparseRow {
  var name = ""
  var eggs: Set<UUID> = []
  var sparse = Sparse<SparseColumns>()

  struct SparseColumns: ColumnGroup {
    var ring: String?
    var mate: UUID?
    var nests: Set<UUID> = []
    var songs: [String: Int] = [:]
  }

  static let table = Table<Bird>(
    "Bird",
    columns: [
      Column("name", \.name),
      Column("ring", \.ring),
      Column("mate", \.mate, type: .optional(.reference(to: "Bird", .weak))),
      Column("eggs", \.eggs),
      Column("nests", \.nests),
      Column("songs", \.songs),
    ])
}

struct Keeper: Row {
  var name = ""

  static let table = Table<Keeper>("Keeper", columns: [Column("name", \.name)], isRoot: false)
}

/// The element that a text is; for texts that tests write, so malformed ones fail the test.
func wire(_ text: String) throws -> JSONElement { try JSONDocument(parsing: text.utf8).root }
