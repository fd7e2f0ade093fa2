public import JSON

/// What became of one operation of a transaction: an element of the result of "transact"
/// (RFC 7047 4.1.3 and 5.2).
public enum OperationResult: Hashable, Sendable {
  /// Done, and nothing to say: wait, commit, comment, assert.
  case empty
  /// The UUID of the row that was inserted.
  case inserted(UUID)
  /// How many rows an update, mutate or delete concerned.
  case count(Int)
  /// What a select found.
  case rows([[String: JSON]])
  /// Failed, and the transaction with it.
  case failure(DatabaseError)
  /// Not tried, since an operation before it failed.
  case notAttempted

  /// Reads one element of the result of "transact".  Throws if it is none.
  public init(wire: JSONElement) throws(WireError) {
    if wire.kind == .null {
      self = .notAttempted
      return
    }
    guard wire.kind == .object else { throw WireError(expected: "a result", found: wire) }
    if let error = wire["error"], error.kind != .null {
      self = .failure(try DatabaseError(wire: wire))
    } else if let uuid = wire["uuid"] {
      self = .inserted(try UUID(wire: uuid))
    } else if let count = wire["count"] {
      self = .count(try Int(wire: count))
    } else if let rows = wire["rows"] {
      self = .rows(try Self.rows(rows))
    } else {
      self = .empty
    }
  }

  private static func rows(_ wire: JSONElement) throws(WireError) -> [[String: JSON]] {
    let rows = wire.json.arrayValue?.compactMap(\.objectValue)
    guard let rows, rows.count == wire.count else {
      throw WireError(expected: "rows", found: wire)
    }
    return rows
  }
}
