import JSON
import OVSDB
import Seeded

/// Carrying out what a controller asks for, as far as a server's answer to it matters here: rows
/// appear, change and go; what nothing refers to any more goes too.
extension Contents {
  mutating func execute(_ operations: [OVSDB.Operation], _ generator: inout SeededGenerator) {
    var names: [String: UUID] = [:]
    for case .insert(_, _, let name?, _) in operations {
      names[name] = UUID.random(using: &generator)
    }
    for operation in operations {
      switch operation {
      case .insert(let table, let row, let name, _):
        let uuid = name.flatMap { names[$0] } ?? UUID.random(using: &generator)
        let given = row.mapValues { $0.resolving(names) }
        let blank = schema[table]?.columns.mapValues(\.type.blank) ?? [:]
        set(RowID(table: table, uuid: uuid), to: blank.merging(given) { $1 })
      case .update(let table, let conditions, let row):
        change(table, conditions) { $0.merge(row.mapValues { $0.resolving(names) }) { $1 } }
      case .mutate(let table, let conditions, let mutations):
        change(table, conditions) { columns in
          for mutation in mutations { mutation.apply(to: &columns, names) }
        }
      case .delete(let table, let conditions):
        for uuid in matching(table, conditions) { set(RowID(table: table, uuid: uuid), to: nil) }
      case .select, .wait, .commit, .abort, .comment, .assert:
        break
      }
    }
    removeUnreferenced()
  }

  private mutating func change(
    _ table: String, _ conditions: [Condition], _ body: (inout [String: JSON]) -> Void
  ) {
    for uuid in matching(table, conditions) {
      guard var columns = tables[table]?[uuid] else { continue }
      body(&columns)
      set(RowID(table: table, uuid: uuid), to: columns)
    }
  }

  private func matching(_ table: String, _ conditions: [Condition]) -> [UUID] {
    conditions.compactMap { condition in
      condition.column == "_uuid"
        ? condition.value[1]?.stringValue.flatMap { UUID($0) } : nil
    }
    .filter { tables[table]?[$0] != nil }
  }

  /// Removes rows of tables outside the root set that no row refers to strongly, and weak references
  /// to rows that are gone.
  mutating func removeUnreferenced() {
    while true {
      let referenced = strongReferences()
      var isDone = true
      for (table, rows) in tables where schema[table]?.isRoot == false {
        for uuid in rows.keys where !referenced.contains(RowID(table: table, uuid: uuid)) {
          set(RowID(table: table, uuid: uuid), to: nil)
          isDone = false
        }
      }
      if isDone { break }
    }
    removeWeakReferences()
  }

  private func strongReferences() -> Set<RowID> {
    var found: Set<RowID> = []
    forEachReference { _, _, target, strength, uuids in
      if strength == .strong { found.formUnion(uuids.map { RowID(table: target, uuid: $0) }) }
    }
    return found
  }

  private mutating func removeWeakReferences() {
    var dangling: [(id: RowID, column: String, left: [UUID])] = []
    forEachReference { id, column, target, strength, uuids in
      let left = uuids.filter { tables[target]?[$0] != nil }
      if strength == .weak, left.count != uuids.count { dangling.append((id, column, left)) }
    }
    for (id, column, left) in dangling {
      guard var columns = tables[id.table]?[id.uuid] else { continue }
      columns[column] = .set(left.map { .uuid($0) })
      set(id, to: columns)
    }
  }

  private func forEachReference(
    _ body: (RowID, String, String, ReferenceStrength, [UUID]) -> Void
  ) {
    for (table, rows) in tables {
      for (column, schema) in schema[table]?.columns ?? [:] {
        guard case .uuid(.reference(let target, let strength)) = schema.type.key else { continue }
        for (uuid, columns) in rows {
          let uuids = (columns[column] ?? .set([])).setElements
            .compactMap { $0[1]?.stringValue.flatMap { UUID($0) } }
          body(RowID(table: table, uuid: uuid), column, target, strength, uuids)
        }
      }
    }
  }
}

extension ColumnType {
  /// What a column holds that an insertion does not mention.
  fileprivate var blank: JSON {
    if value != nil { return .map([]) }
    if minimum == 0 || isComposite { return .set([]) }
    return switch key {
    case .integer: .integer(0)
    case .real: .real(0)
    case .boolean: .boolean(false)
    case .string: .string("")
    case .uuid: .uuid(.zero)
    }
  }
}

extension Mutation {
  fileprivate func apply(to columns: inout [String: JSON], _ names: [String: UUID]) {
    let old = columns[column] ?? .null
    let given = value.resolving(names)
    if old.arrayValue?.first == "map" {
      var pairs = old.mapPairs
      if mutator == .delete {
        for key in given.setElements { pairs[key] = nil }
      } else {
        pairs.merge(given.mapPairs) { present, _ in present }
      }
      columns[column] = .map(pairs.sorted { "\($0.key)" < "\($1.key)" }.map { ($0.key, $0.value) })
    } else {
      var elements = Set(old.setElements)
      for element in given.setElements {
        if mutator == .delete { elements.remove(element) } else { elements.insert(element) }
      }
      columns[column] = .set(elements.sorted { "\($0)" < "\($1)" })
    }
  }
}

extension JSON {
  /// The same with rows named within the transaction replaced by their UUIDs.
  fileprivate func resolving(_ names: [String: UUID]) -> JSON {
    guard let array = arrayValue else { return self }
    if array.first == "named-uuid", let uuid = array.last?.stringValue.flatMap({ names[$0] }) {
      return .uuid(uuid)
    }
    return .array(array.map { $0.resolving(names) })
  }
}
