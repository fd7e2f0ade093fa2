import JSON
import OVSDB

extension TransactionGenerator {
  /// A value that a column of that type may have, with different elements.
  mutating func value(_ type: ColumnType) -> JSON {
    let count = Int.random(in: type.minimum...min(type.maximum ?? 3, 3), using: &random)
    var keys: [JSON] = []
    for _ in 0..<count {
      let key = atom(type.key)
      if !keys.contains(key) { keys.append(key) }
    }
    if let valueType = type.value {
      return ["map", .array(keys.map { [$0, atom(valueType)] })]
    }
    return keys.count == 1 && chance(60) ? keys[0] : ["set", .array(keys)]
  }

  private mutating func atom(_ type: BaseType) -> JSON {
    switch type {
    case .integer(let constraint): .integer(Int64(integer(constraint)))
    case .real(.oneOf(let values)?): .real(pick(values.sorted()))
    case .real: pick([0.5, 1, -1.25, 2.5])
    case .boolean: .boolean(chance(50))
    case .string(.oneOf(let values)?): .string(pick(values.sorted()))
    case .string: .string(word())
    case .uuid(.reference(let table, _)?): reference(table)
    case .uuid: reference("")
    }
  }

  private mutating func integer(_ constraint: NumberConstraint<Int>?) -> Int {
    switch constraint {
    case .oneOf(let values)?: return pick(values.sorted())
    case .range(let minimum, let maximum)?:
      let least = minimum ?? max(-9, (maximum ?? 0) - 100)
      return Int.random(in: least...min(maximum ?? least + 100, least + 100), using: &random)
    case nil: return Int.random(in: -5...50, using: &random)
    }
  }

  private mutating func reference(_ table: String) -> JSON {
    if chance(60), let name = named(table) { return ["named-uuid", .string(name)] }
    if chance(2) { return ["uuid", "12345678-1234-1234-1234-123456789abc"] }
    if chance(2) { return ["named-uuid", "nobody"] }
    guard let uuid = handles[table]?.suffix(12).randomElement(using: &random) else {
      return ["uuid", "00000000-0000-0000-0000-000000000000"]
    }
    return ["uuid", .string(uuid)]
  }

  /// What no sensible client sends, to a database with the table `Root`.
  static let oddities: [JSON] = [
    ["op": "nothing"], ["op": "insert"], ["op": "insert", "table": "None", "row": [:]], 7,
    ["op": "insert", "table": "Root", "row": [:], "extra": 1],
    ["op": "insert", "table": "Root", "row": ["nothing": 1]],
    ["op": "insert", "table": "Root", "row": ["some": ["set", []]]],
    ["op": "insert", "table": "Root", "row": ["tags": ["set", ["a", "b", "a"]]]],
    ["op": "update", "table": "Root", "where": [["name", "~", "a"]], "row": [:]],
    ["op": "update", "table": "Root", "where": [["name", "<", "a"]], "row": [:]],
    ["op": "update", "table": "Root", "where": [3], "row": [:]],
    ["op": "mutate", "table": "Root", "where": [], "mutations": []],
    ["op": "mutate", "table": "Root", "where": [], "mutations": [["name", "+=", 1]]],
    ["op": "mutate", "table": "Root", "where": [], "mutations": [["fixed", "insert", "a"]]],
    ["op": "select", "table": "Root", "where": [], "columns": ["name", "name"]],
    ["op": "wait", "table": "Root", "where": [], "until": "<", "rows": [], "timeout": 0],
    ["op": "comment"], ["op": "commit"], ["op": "commit", "durable": false], ["op": "assert"],
  ]
}

extension BaseType {
  var isInteger: Bool { if case .integer = self { true } else { false } }
  var isReal: Bool { if case .real = self { true } else { false } }

  /// Whether a default may be refused.
  var isConstrained: Bool {
    switch self {
    case .integer(let constraint): constraint != nil
    case .real(let constraint): constraint != nil
    case .boolean: false
    case .string(let constraint): constraint != nil
    case .uuid(let constraint): constraint != nil
    }
  }
}
