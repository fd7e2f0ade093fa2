import JSON
import OVSDB
import Seeded

/// Makes random transactions on a schema, most of them valid, with rows called by handles: `@3` stands
/// for the UUID that a server gave to the third row inserted.
struct TransactionGenerator {
  var random: SeededGenerator
  let schema: DatabaseSchema
  private let tables: [String]
  /// Rows inserted so far, by table; some are gone.
  private(set) var handles: [String: [String]] = [:]
  private var names: [String: [String]] = [:]
  private var nameCount = 0

  init(_ schema: DatabaseSchema, seed: UInt64) {
    random = SeededGenerator(seed: seed)
    self.schema = schema
    tables = schema.tables.keys.sorted()
  }

  mutating func add(_ handle: String, to table: String) {
    handles[table, default: []].append(handle)
  }

  /// Forgets most of the rows that are gone.
  mutating func forget(unless isThere: (_ table: String, _ handle: String) -> Bool) {
    for (table, rows) in handles.sorted(by: { $0.key < $1.key }) {
      handles[table] = rows.filter { isThere(table, $0) || chance(90) && rows.count < 3 }
    }
  }

  /// The operations of one transaction.
  mutating func next() -> [JSON] {
    names = [:]
    return (0..<Int.random(in: 1...4, using: &random)).map { _ in operation() }
  }

  mutating func pick<T>(_ values: [T]) -> T {
    values[Int.random(in: values.indices, using: &random)]
  }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  private mutating func operation() -> JSON {
    if chance(4) { return pick(Self.oddities) }
    let table = pick(tables)
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<8: return insert(table)
    case 8..<10:
      return [
        "op": "update", "table": .string(table), "where": condition(table), "row": row(table),
      ]
    case 10..<14: return mutate(table)
    case 14..<16: return ["op": "delete", "table": .string(table), "where": condition(table)]
    case 16: return wait(table)
    case 17: return ["op": "comment", "comment": .string(word())]
    case 18 where chance(20): return pick([["op": "abort"], ["op": "assert", "lock": "l"]])
    default: return select(table)
    }
  }

  private mutating func insert(_ table: String) -> JSON {
    let row = row(table)
    guard chance(60) else { return ["op": "insert", "table": .string(table), "row": row] }
    // Now and then a name that is taken.
    if !chance(3) { nameCount += 1 }
    names[table, default: []].append("n\(nameCount)")
    return [
      "op": "insert", "table": .string(table), "row": row, "uuid-name": .string("n\(nameCount)"),
    ]
  }

  private mutating func mutate(_ table: String) -> JSON {
    let mutations = (0..<Int.random(in: 1...2, using: &random)).map { _ in mutation(table) }
    return [
      "op": "mutate", "table": .string(table), "where": condition(table),
      "mutations": .array(mutations),
    ]
  }

  private mutating func mutation(_ table: String) -> JSON {
    let (name, column) = column(of: table)
    if column.type.key.isInteger || column.type.key.isReal, column.type.value == nil {
      let argument: JSON =
        column.type.key.isInteger
        ? .integer(.random(in: -1...4, using: &random)) : pick([0.5, 2, 0, -0.25])
      return [.string(name), .string(pick(["+=", "-=", "*=", "/=", "%="])), argument]
    }
    return [.string(name), .string(pick(["insert", "delete"])), value(column.type)]
  }

  private mutating func wait(_ table: String) -> JSON {
    let (name, column) = column(of: table)
    return [
      "op": "wait", "table": .string(table), "timeout": 0, "where": condition(table),
      "columns": [.string(name)], "until": pick(["==", "!="]),
      "rows": [.object([name: value(column.type)])],
    ]
  }

  private mutating func select(_ table: String) -> JSON {
    let wanted = condition(table)
    guard chance(60) else { return ["op": "select", "table": .string(table), "where": wanted] }
    let columns = [column(of: table).0, "_uuid"]
    return [
      "op": "select", "table": .string(table), "where": wanted,
      "columns": .array(columns.map { .string($0) }),
    ]
  }

  private mutating func condition(_ table: String) -> JSON {
    if chance(60), let uuid = handles[table]?.suffix(20).randomElement(using: &random) {
      return [["_uuid", .string(pick(["==", "==", "==", "includes"])), ["uuid", .string(uuid)]]]
    }
    let (name, column) = column(of: table)
    var functions = ["==", "==", "!=", "includes", "excludes"]
    let isNumber = column.type.key.isInteger || column.type.key.isReal
    if isNumber, column.type.isScalar { functions += ["<", "<=", ">", ">="] }
    return [[.string(name), .string(pick(functions)), value(column.type)]]
  }

  private mutating func column(of table: String) -> (String, ColumnSchema) {
    let columns = schema.tables[table]?.columns.sorted { $0.key < $1.key } ?? []
    let column = pick(columns)
    return (column.key, column.value)
  }

  /// Some columns of a row; at most one has a value that it must not have.
  private mutating func row(_ table: String) -> JSON {
    let schema = schema.tables[table]
    let indexed = Set(schema?.indexes.flatMap(\.self) ?? [])
    var members: [String: JSON] = [:]
    for (name, column) in schema?.columns.sorted(by: { $0.key < $1.key }) ?? [] {
      // What must differ from row to row is given a value, and what must not be empty.
      let isNeeded = indexed.contains(name) || column.type.key.isConstrained
      guard isNeeded || chance(30), column.isMutable || chance(8) else { continue }
      members[name] = value(column.type)
    }
    if chance(8) {
      members[column(of: table).0] = pick([.null, true, 4711, ["set", [1, 1]], "none of these"])
    }
    return .object(members)
  }

  /// The name of a row of that table that this transaction inserts, if there is one.
  mutating func named(_ table: String) -> String? { names[table]?.randomElement(using: &random) }

  mutating func word() -> String {
    pick(["a", "b", "c", "d", "é"]) + pick(["", "x", "y", "zz", "é", "\"", " q", "🙂"])
      + pick(["", "", "1", "2"])
  }
}
