public import JSON

extension Operation {
  /// The operation in the form of RFC 7047 5.2.
  public var json: JSON {
    var members = arguments
    members["op"] = .string(name)
    return .object(members)
  }

  /// The RFC's name of the operation.
  public var name: String {
    switch self {
    case .insert: "insert"
    case .select: "select"
    case .update: "update"
    case .mutate: "mutate"
    case .delete: "delete"
    case .wait: "wait"
    case .commit: "commit"
    case .abort: "abort"
    case .comment: "comment"
    case .assert: "assert"
    }
  }

  private var arguments: [String: JSON] {
    switch self {
    case .insert: insertArguments
    case .select(let table, let conditions, nil):
      ["table": table.json, "where": conditions.json]
    case .select(let table, let conditions, let columns?):
      ["table": table.json, "where": conditions.json, "columns": columns.json]
    case .update(let table, let conditions, let row):
      ["table": table.json, "where": conditions.json, "row": .object(row)]
    case .mutate(let table, let conditions, let mutations):
      [
        "table": table.json, "where": conditions.json,
        "mutations": .array(mutations.map(\.json)),
      ]
    case .delete(let table, let conditions): ["table": table.json, "where": conditions.json]
    case .wait: waitArguments
    case .commit(let durable): ["durable": .boolean(durable)]
    case .abort: [:]
    case .comment(let text): ["comment": .string(text)]
    case .assert(let lock): ["lock": .string(lock)]
    }
  }

  private var insertArguments: [String: JSON] {
    guard case .insert(let table, let row, let name, let uuid) = self else { return [:] }
    var members: [String: JSON] = ["table": table.json, "row": .object(row)]
    members["uuid-name"] = name?.json
    members["uuid"] = (uuid?.description).map { .string($0) }
    return members
  }

  private var waitArguments: [String: JSON] {
    guard
      case .wait(let timeout, let table, let conditions, let columns, let until, let rows) = self
    else { return [:] }
    var members: [String: JSON] = [
      "table": table.json, "where": conditions.json, "until": .string(until.rawValue),
      "rows": .array(rows.map { .object($0) }),
    ]
    members["timeout"] = timeout?.json
    members["columns"] = columns?.json
    return members
  }
}

extension [Condition] {
  /// A <where> clause: conditions that must all hold.
  fileprivate var json: JSON { .array(map(\.json)) }
}

extension [String] {
  fileprivate var json: JSON { .array(map(\.json)) }
}
