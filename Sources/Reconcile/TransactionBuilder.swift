import JSON
import OVSDB

/// Puts the operations of many keys into one transaction.
///
/// Elements added to one set, or removed from it, become a single mutation at the end, since the
/// server's work for a mutation grows with the set.
struct TransactionBuilder<Key> {
  private struct Target: Hashable {
    let table: String
    let conditions: [Condition]
    let column: String
  }

  private(set) var operations: [Operation]
  /// The key of each operation; nil where one serves several.
  private(set) var keys: [Key?] = [nil]
  private var added: [Target: [JSON]] = [:]
  private var removed: [Target: [JSON]] = [:]
  private var targets: [Target] = []

  init(comment: String) { operations = [.comment(comment)] }

  mutating func add(_ operations: [Operation], of key: Key) {
    for operation in operations where !merge(operation) {
      self.operations.append(operation)
      keys.append(key)
    }
  }

  /// Adds the merged mutations, removing first: what is added stays.
  mutating func finish() {
    for target in targets {
      var mutations: [Mutation] = []
      if let elements = removed[target] {
        mutations.append(Mutation(target.column, .delete, .set(elements)))
      }
      if let elements = added[target] {
        mutations.append(Mutation(target.column, .insert, .set(elements)))
      }
      operations.append(
        .mutate(table: target.table, where: target.conditions, mutations: mutations))
      keys.append(nil)
    }
    targets = []
  }

  /// False if the operation is no mutation of one set.
  private mutating func merge(_ operation: Operation) -> Bool {
    guard case .mutate(let table, let conditions, let mutations) = operation,
      mutations.count == 1, let mutation = mutations.first,
      [.insert, .delete].contains(mutation.mutator),
      let elements = mutation.value.references
    else { return false }
    let target = Target(table: table, conditions: conditions, column: mutation.column)
    if added[target] == nil, removed[target] == nil { targets.append(target) }
    if mutation.mutator == .insert {
      added[target, default: []] += elements
    } else {
      removed[target, default: []] += elements
    }
    return true
  }
}

extension JSON {
  /// The elements of a set of references; nil if it is something else.
  fileprivate var references: [JSON]? {
    guard let array = arrayValue, let word = array.first?.stringValue else { return nil }
    switch word {
    case "uuid", "named-uuid": return [self]
    case "set":
      let elements = array.last?.arrayValue ?? []
      return elements.allSatisfy { $0.arrayValue != nil } ? elements : nil
    default: return nil
    }
  }
}
