internal import JSON

extension DatabaseClientStateMachine {
  /// Throws unless `updates` has the shape of <table-updates> or <table-updates2>, with rows of the
  /// monitored tables and columns only. The values themselves are for the user to read.
  func verify(_ updates: JSONElement, _ format: UpdateFormat) throws(ProtocolViolation) {
    guard updates.kind == .object else { throw ProtocolViolation("updates are not an object") }
    try updates.forEachMember { (table, rows) throws(ProtocolViolation) in
      guard let columns = selection[table] else {
        throw ProtocolViolation("update of table \(table), which is not monitored")
      }
      guard rows.kind == .object else {
        throw ProtocolViolation("update of table \(table) is not an object")
      }
      try rows.forEachPair { (uuid, change) throws(ProtocolViolation) in
        do throws(ProtocolViolation) {
          try Self.verify(change, format, columns)
        } catch {
          throw ProtocolViolation("table \(table), row \(uuid.string ?? ""): \(error)")
        }
      }
    }
  }

  private static func verify(
    _ change: JSONElement, _ format: UpdateFormat, _ columns: [String]
  ) throws(ProtocolViolation) {
    guard change.kind == .object, change.count > 0 else {
      throw ProtocolViolation("update is not an object, or is empty")
    }
    try change.forEachPair { (kind, values) throws(ProtocolViolation) in
      guard isKnown(kind, format) else {
        throw ProtocolViolation("unknown kind of update \(kind)")
      }
      if values.kind == .null { return }
      guard values.kind == .object else { throw ProtocolViolation("row is not an object") }
      try values.forEachPair { (name, _) throws(ProtocolViolation) in
        guard columns.contains(where: name.isString(equalTo:)) else {
          throw ProtocolViolation("column \(name.string ?? "") is not monitored")
        }
      }
    }
  }

  private static func isKnown(_ kind: JSONElement, _ format: UpdateFormat) -> Bool {
    switch format {
    case .update: ["old", "new"].contains(where: kind.isString(equalTo:))
    case .update2:
      ["modify", "insert", "delete", "initial"].contains(where: kind.isString(equalTo:))
    }
  }
}
