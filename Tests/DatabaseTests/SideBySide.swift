import JSON
import OVSDB

@testable import Database

/// What came of the same transactions on both servers.
struct Comparison: Sendable {
  /// Transactions run, and those of them that changed something.
  var count = 0
  var committed = 0
  /// By the short word of the error, how often one was met.
  var errors: [String: Int] = [:]
  /// Replies equal to the last character.
  var equal = 0
  /// Those that are not.
  var unequal: [String] = []
  /// Replies that differ by more than which of several violations they name.
  var differences: [String] = []
  /// The contents in the end, as both see them.
  var real: JSON = .null
  var own: JSON = .null
  /// Our journal, and what it makes of a database when read back.
  var journal: [String] = []
  var restored: JSON = .null
  /// Our snapshot read back.
  var compacted: JSON = .null
}

/// The real server gave no answer.
struct Unanswered: Error {
  let request: String
  let reason: String
}

/// Runs random transactions on a real `ovsdb-server` and on the engine, side by side.
struct SideBySide {
  let send: (String) throws -> [UInt8]
  let name: String
  let tables: [String]
  let database: Database
  var real = Renaming()
  var own = Renaming()
  var comparison = Comparison()
  private var handleCount = 0

  init(
    _ schema: DatabaseSchema, tables: [String], _ send: @escaping (String) throws -> [UInt8]
  ) {
    self.send = send
    self.tables = tables
    name = schema.name
    database = Database(schema: schema)
  }

  /// Runs one transaction on both; returns the handles of the rows inserted, if it was committed.
  mutating func run(_ operations: [JSON]) throws -> [(table: String, handle: String)] {
    let theirs = try ask(real.rendered(.array([.string(name)] + operations)))
    let ours = execute(own.rendered(.array(operations)))
    comparison.count += 1
    let isCommitted = theirs.arrayValue?.allSatisfy { $0["error"] == nil && $0 != .null } ?? false
    var inserted: [(table: String, handle: String)] = []
    if isCommitted {
      comparison.committed += 1
      for (index, operation) in operations.enumerated() {
        guard let theirs = theirs[index]?["uuid"]?[1]?.stringValue,
          let ours = ours[index]?["uuid"]?[1]?.stringValue
        else { continue }
        handleCount += 1
        real.add("@\(handleCount)", theirs)
        own.add("@\(handleCount)", ours)
        inserted.append((operation["table"]?.stringValue ?? "", "@\(handleCount)"))
      }
    } else if let error = theirs.arrayValue?.compactMap({ $0["error"]?.stringValue }).first {
      comparison.errors[error, default: 0] += 1
    }
    let (left, right) = (real.normalised(theirs), own.normalised(ours))
    if left == right {
      comparison.equal += 1
    } else {
      let text = "\(JSON.array(operations))\n  real: \(left)\n  ours: \(right)"
      comparison.unequal.append(text)
      if left.withErrorShapes != right.withErrorShapes { comparison.differences.append(text) }
    }
    return inserted
  }

  /// Whether the engine has the row.
  func hasRow(_ table: String, _ handle: String) -> Bool {
    guard case .string(let text) = own.rendered(.string(handle)), let uuid = UUID(text) else {
      return false
    }
    return database.tables[table]?.rows[uuid] != nil
  }

  private func ask(_ parameters: JSON) throws -> JSON {
    let request: JSON = ["method": "transact", "params": parameters, "id": 1]
    do {
      return try JSON(parsing: try send(request.description))["result"] ?? .null
    } catch {
      throw Unanswered(request: request.description, reason: "\(error)")
    }
  }

  private mutating func execute(_ operations: JSON) -> JSON {
    // The text's own form: what a server reads is a parsed text, and not a tree.
    guard let document = try? JSONDocument(parsing: operations.description.utf8) else {
      return .null
    }
    switch database.transact(document.root, TransactionContext(date: 1_700_000_000_000)) {
    case .completed(let reply, let commit):
      if let record = commit?.record {
        comparison.journal.append(String(decoding: record, as: UTF8.self))
      }
      return reply.json
    case .waits: return "waits"
    }
  }

  /// Reads the contents of both, and of what our journal and our snapshot hold.
  mutating func finish() throws -> Comparison {
    let everything: [JSON] = tables.map { ["op": "select", "table": .string($0), "where": []] }
    comparison.real = real.normalised(try ask(.array([.string(name)] + everything)))
    comparison.own = own.normalised(execute(.array(everything)))
    let restored = Database(schema: database.schema)
    for record in comparison.journal {
      try restored.restore(try JSONDocument(parsing: record.utf8).root)
    }
    comparison.restored = own.normalised(contents(of: restored, everything))
    let compacted = Database(schema: database.schema)
    try compacted.restore(JSONElement(database.snapshotRecord(date: 1)))
    comparison.compacted = own.normalised(contents(of: compacted, everything))
    return comparison
  }
}

/// What the operations, selections, find in a database.
func contents(of database: Database, _ operations: [JSON]) -> JSON {
  guard
    case .completed(let reply, _) = database.transact(
      JSONElement(.array(operations)), TransactionContext())
  else { return .null }
  return reply.json
}

extension JSON {
  /// Rows without a column that no journal keeps.
  func without(_ column: String) -> JSON {
    switch self {
    case .array(let elements): .array(elements.map { $0.without(column) })
    case .object(var members):
      {
        members[column] = nil
        return .object(members.mapValues { $0.without(column) })
      }()
    default: self
    }
  }
}
