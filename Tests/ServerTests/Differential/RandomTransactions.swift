import JSON
import Seeded

/// Transactions on the `Menagerie`, the same for the same seed: most of them good, some not.
///
/// A row is named `row-N`, the Nth that was inserted; who sends the transaction puts its UUID there.
struct RandomTransactions {
  private var generator: SeededGenerator
  /// Rows that were inserted so far.
  var rowCount = 0

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// `numbers` is not kept in the file: of a set with a bound the real server 3.1 writes differences
  /// with more elements than it accepts when it reads them.
  static let schema = """
    {"name":"Menagerie","version":"1.0.0","tables":{
      "Animal":{"isRoot":true,"indexes":[["name"]],"columns":{
        "name":{"type":"string"},
        "legs":{"type":{"key":{"type":"integer","minInteger":0,"maxInteger":9}}},
        "weight":{"type":"real"},
        "tame":{"type":"boolean"},
        "kind":{"type":{"key":{"type":"string","enum":["set",["bird","fish","insect"]]},"min":0}},
        "foods":{"type":{"key":"string","min":0,"max":"unlimited"}},
        "numbers":{"ephemeral":true,"type":{"key":"integer","min":0,"max":3}},
        "notes":{"type":{"key":"string","value":"string","min":0,"max":"unlimited"}},
        "age":{"type":{"key":"integer","min":0}},
        "mood":{"type":"string","ephemeral":true},
        "born":{"type":"integer","mutable":false},
        "friends":{"type":{"key":{"type":"uuid","refTable":"Animal","refType":"weak"},
          "min":0,"max":"unlimited"}},
        "cages":{"type":{"key":{"type":"uuid","refTable":"Cage"},"min":0,"max":"unlimited"}}}},
      "Cage":{"columns":{"size":{"type":"integer"},"label":{"type":{"key":
        {"type":"string","maxLength":5}}}}},
      "Keeper":{"isRoot":true,"maxRows":3,"columns":{"name":{"type":"string"}}}}}
    """

  /// All columns that both servers fill alike.
  static let columns: [String: [String]] = [
    "Animal": [
      "name", "legs", "weight", "tame", "kind", "foods", "numbers", "notes", "age", "mood", "born",
      "friends", "cages",
    ],
    "Cage": ["size", "label"], "Keeper": ["name"],
  ]

  /// The operations of the next transaction.
  mutating func next() -> [JSON] {
    // One row at a time, and nothing else: the real server 3.1 may leave a weak reference behind in a
    // row that refers to several rows that go together, or that changes in the same transaction.
    if generator.below(10) == 0 {
      return [["op": "delete", "table": "Animal", "where": [["name", "==", name()]]]]
    }
    var inserted: [String] = []
    return (0..<generator.below(4) + 1).map { _ in operation(&inserted) }
  }

  private mutating func operation(_ inserted: inout [String]) -> JSON {
    switch generator.below(16) {
    case 0...4: return insert(&inserted)
    case 5...7: return update(inserted)
    case 8...10: return mutate(inserted)
    case 11: return ["op": "delete", "table": "Cage", "where": condition("Cage")]
    case 12, 13: return select()
    case 14: return wait()
    default: return odd()
    }
  }

  private mutating func insert(_ inserted: inout [String]) -> JSON {
    let table = table()
    let name = "new\(inserted.count)"
    var operation: [String: JSON] = [
      "op": "insert", "table": table, "row": row(table.stringValue ?? "", inserted),
    ]
    if table == "Cage" || generator.below(3) == 0 {
      operation["uuid-name"] = .string(name)
      if table == "Cage" { inserted.append(name) }
    }
    return .object(operation)
  }

  private mutating func update(_ inserted: [String]) -> JSON {
    let table = table()
    return [
      "op": "update", "table": table, "where": condition(table),
      "row": row(table.stringValue ?? "", inserted),
    ]
  }

  private mutating func mutate(_ inserted: [String]) -> JSON {
    var mutations: [JSON] = []
    for _ in 0...generator.below(2) {
      let mutation: JSON =
        switch generator.below(10) {
        case 0: ["legs", arithmeticOperator(), .integer(Int64(generator.below(4)))]
        case 1:
          ["weight", arithmeticOperator(), [.real(0.5), 2, .real(0.25)][generator.below(3)]]
        case 2, 3: ["foods", change(), .array(["set", .array(foods())])]
        case 4: ["numbers", change(), .integer(Int64(generator.below(5)))]
        case 5: ["notes", "insert", notes()]
        case 6:
          [
            "notes", "delete",
            generator.below(2) == 0 ? notes() : .array(["set", .array(foods())]),
          ]
        case 7: ["friends", change(), .array(["set", .array(rows())])]
        case 8: ["cages", change(), .array(["set", .array(cages(inserted))])]
        default: ["numbers", arithmeticOperator(), .integer(Int64(generator.below(3)))]
        }
      mutations.append(mutation)
    }
    // Of several mutations that fail, each with another row, the servers' order of rows decides which
    // one is told.
    if mutations.contains(where: { Self.arithmetic.contains($0[1] ?? .null) }) {
      mutations = [mutations[0]]
    }
    return [
      "op": "mutate", "table": "Animal", "where": condition("Animal"),
      "mutations": .array(mutations),
    ]
  }

  private mutating func select() -> JSON {
    let table = table()
    let columns = Self.columns[table.stringValue ?? ""] ?? []
    return [
      "op": "select", "table": table, "where": condition(table),
      "columns": .array(columns.map { .string($0) }),
    ]
  }

  private mutating func wait() -> JSON {
    [
      "op": "wait", "timeout": 0, "table": "Animal", "where": condition("Animal"),
      "columns": ["legs"], "until": generator.below(2) == 0 ? "==" : "!=",
      "rows": [["legs": .integer(Int64(generator.below(4)))]],
    ]
  }

  /// Operations that no server should take.
  private mutating func odd() -> JSON {
    let choices: [JSON] = [
      ["op": "insert", "table": "Dragon", "row": [:]],
      ["op": "insert", "table": "Animal", "row": ["wings": 2]],
      ["op": "insert", "table": "Animal", "row": ["name": 5]],
      ["op": "insert", "table": "Animal", "row": ["numbers": ["set", [1, 1]]]],
      ["op": "insert", "table": "Animal", "row": ["numbers": ["set", [1, 2, 3, 4]]]],
      ["op": "insert", "table": "Animal", "row": ["kind": "dragon"]],
      ["op": "insert", "table": "Animal", "row": ["legs": 77]],
      ["op": "insert", "table": "Cage", "row": ["label": "too long"]],
      ["op": "update", "table": "Animal", "where": [], "row": ["born": 7]],
      ["op": "update", "table": "Animal", "where": [["legs", "<", "x"]], "row": [:]],
      ["op": "update", "table": "Animal", "where": [["tame", "<", true]], "row": [:]],
      ["op": "mutate", "table": "Animal", "where": [], "mutations": [["legs", "/=", 0]]],
      ["op": "mutate", "table": "Animal", "where": [], "mutations": [["name", "+=", "x"]]],
      ["op": "mutate", "table": "Animal", "where": [], "mutations": [["tame", "insert", true]]],
      ["op": "mutate", "table": "Animal", "where": [], "mutations": [["legs", "^=", 1]]],
      ["op": "delete", "table": "Animal"], ["op": "fly"], ["table": "Animal"], 7,
      ["op": "comment", "comment": "hello"], ["op": "abort"], ["op": "assert", "lock": "gate"],
      ["op": "commit", "durable": true], ["op": "comment", "comment": 5],
      ["op": "select", "table": "Animal", "where": [], "columns": ["wings"]],
      ["op": "insert", "table": "Keeper", "row": ["name": "k"], "extra": 1],
      ["op": "insert", "table": "Animal", "row": ["cages": ["named-uuid", "nobody"]]],
      [
        "op": "insert", "table": "Animal",
        "row": ["cages": ["uuid", "11111111-2222-4333-8444-555555555555"]],
      ],
    ]
    return choices[generator.below(choices.count)]
  }

  // MARK: Values

  private mutating func table() -> JSON {
    [.string("Animal"), "Animal", "Animal", "Cage", "Keeper"][generator.below(5)]
  }

  private mutating func row(_ table: String, _ inserted: [String]) -> JSON {
    var row: [String: JSON] = [:]
    for column in Self.columns[table] ?? [] where generator.below(3) == 0 {
      row[column] = value(column, inserted)
    }
    // The default would clash with itself.
    if table == "Animal", row["name"] == nil, generator.below(4) != 0 { row["name"] = name() }
    return .object(row)
  }

  private mutating func value(_ column: String, _ inserted: [String]) -> JSON {
    switch column {
    case "name": name()
    case "legs": .integer(Int64(generator.below(10)))
    case "weight": [.real(1.5), 2, .real(1e40), .real(-0.25)][generator.below(4)]
    case "tame": .boolean(generator.below(2) == 0)
    case "kind": ["bird", "fish", ["set", []]][generator.below(3)]
    case "foods": .array(["set", .array(foods())])
    case "numbers": .array(["set", .array((0..<generator.below(4)).map { .integer(Int64($0)) })])
    case "notes": notes()
    case "age": [.array(["set", []]), 3, .array(["set", [4]])][generator.below(3)]
    case "mood": ["", "fine", "a \"b\"\n\u{e9}"][generator.below(3)]
    case "friends": .array(["set", .array(rows())])
    case "cages": .array(["set", .array(cages(inserted))])
    case "label": ["", "a", "abcde"][generator.below(3)]
    default: .integer(Int64(generator.below(100)))
    }
  }

  private mutating func name() -> JSON { .string("n\(generator.below(30))") }

  private mutating func foods() -> [JSON] {
    ["ant", "bee", "corn", "dill", "egg", "fig"].filter { _ in generator.below(3) == 0 }
  }

  private mutating func notes() -> JSON {
    var pairs: [JSON] = []
    for key in ["a", "b", "c"] where generator.below(2) == 0 {
      pairs.append([.string(key), .string("v\(generator.below(3))")])
    }
    return .array(["map", .array(pairs)])
  }

  private mutating func rows() -> [JSON] {
    guard rowCount > 0 else { return [] }
    let first = generator.below(rowCount)
    let second = generator.below(rowCount)
    return Set([first, second]).sorted().map { ["uuid", .string("row-\($0)")] }
  }

  private mutating func cages(_ inserted: [String]) -> [JSON] {
    if let name = inserted.last { return [["named-uuid", .string(name)]] }
    return generator.below(2) == 0 || rowCount == 0
      ? [] : [["uuid", .string("row-\(generator.below(rowCount))")]]
  }

  private mutating func arithmeticOperator() -> JSON {
    ["+=", "-=", "*=", "/=", "%="][generator.below(5)]
  }

  private static let arithmetic: Set<JSON> = ["+=", "-=", "*=", "/=", "%="]

  private mutating func change() -> JSON { ["insert", "delete"][generator.below(2)] }

  private mutating func condition(_ table: JSON = "Animal") -> JSON {
    guard table == "Animal" else {
      return generator.below(3) == 0 ? [] : [["_uuid", "==", uuid()]]
    }
    switch generator.below(8) {
    case 0: return [["legs", ["<", "<=", ">", ">=", "==", "!="][generator.below(6)], 4]]
    case 1: return [["foods", "includes", .array(["set", .array(foods())])]]
    case 2: return [["foods", "excludes", .array(["set", .array(foods())])]]
    case 3: return [["notes", "includes", notes()], ["tame", "==", true]]
    case 4: return [["age", ">", 2]]
    case 5: return [["_uuid", "==", uuid()]]
    default: return [["name", "==", name()]]
    }
  }

  private mutating func uuid() -> JSON {
    [
      "uuid",
      .string(
        rowCount == 0 ? "11111111-2222-4333-8444-555555555555" : "row-\(generator.below(rowCount))"),
    ]
  }
}

extension SeededGenerator {
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
