public import JSON
public import OVSDB

/// One change to one row, before it is put together with others into a transaction.
public enum Edit: Equatable, Sendable {
  case operation(Operation)
  /// Adds references to a set column: `rows` are named rows of the same transaction, or UUIDs.
  case attach(table: String, row: UUID, column: String, rows: [JSON])
  /// Removes references from a set column.
  case detach(table: String, row: UUID, column: String, rows: [UUID])
}

extension Edit {
  /// Adds a row; other edits of the transaction may refer to it by `name`, or at any time by `uuid`.
  public static func insert(
    _ table: String, _ row: [String: JSON], name: String? = nil, uuid: UUID? = nil
  ) -> Edit {
    .operation(.insert(table: table, row: row, name: name, uuid: uuid))
  }

  /// Sets columns of a row.
  public static func update(_ table: String, _ uuid: UUID, _ row: [String: JSON]) -> Edit {
    .operation(.update(table, uuid, row))
  }

  /// Removes a row.
  public static func delete(_ table: String, _ uuid: UUID) -> Edit {
    .operation(.delete(table, uuid))
  }

  /// Sets keys of a map column and leaves its other keys, whoever writes them, alone; `nil` removes.
  public static func setKeys(
    _ table: String, _ uuid: UUID, _ column: String, _ values: [(key: String, value: String?)]
  ) -> Edit {
    .operation(.setKeys(table, uuid, column, values))
  }

  /// Fails the transaction, to be tried anew, unless no row meets `conditions`.
  public static func requireNone(_ table: String, where conditions: [Condition]) -> Edit {
    .operation(.requireNone(table, where: conditions))
  }
}

extension Edit {
  /// An operation as an edit: one that only adds references to a set column of a row, or removes them,
  /// can be put together with others.
  public init(_ operation: Operation) {
    self = Edit(mutation: operation) ?? .operation(operation)
  }

  private init?(mutation operation: Operation) {
    guard case .mutate(let table, let conditions, let mutations) = operation,
      conditions.count == 1, let row = conditions.first?.equalUUID,
      mutations.count == 1, let mutation = mutations.first,
      let references = mutation.value.references
    else { return nil }
    switch mutation.mutator {
    case .insert:
      self = .attach(table: table, row: row, column: mutation.column, rows: references)
    case .delete:
      let uuids = references.compactMap(\.uuid)
      guard uuids.count == references.count else { return nil }
      self = .detach(table: table, row: row, column: mutation.column, rows: uuids)
    default: return nil
    }
  }
}

extension Condition {
  /// The UUID of the only row that can meet it, if it is about that.
  fileprivate var equalUUID: UUID? {
    column == "_uuid" && function == .equal ? value.uuid : nil
  }
}

extension JSON {
  /// The UUID of `["uuid", "…"]`.
  fileprivate var uuid: UUID? {
    guard let array = arrayValue, array.first?.stringValue == "uuid" else { return nil }
    return array.last?.stringValue.flatMap { UUID($0) }
  }

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
