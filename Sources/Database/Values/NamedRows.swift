import OVSDB

/// The rows that a transaction calls by names: <named-uuid> of RFC 7047 5.1.
///
/// A name may be used before the insertion that gives it; one that no insertion gives is a row that is
/// not there.
struct NamedRows {
  private let source: UUIDSource
  private var uuids: [String: UUID] = [:]
  private var inserted: Set<String> = []

  /// - Parameter source: where the UUIDs of new rows come from.
  init(_ source: UUIDSource) { self.source = source }

  /// The UUID that the name stands for.
  mutating func uuid(of name: String) -> UUID {
    if let uuid = uuids[name] { return uuid }
    let uuid = source.next()
    uuids[name] = uuid
    return uuid
  }

  /// Whether no insertion gave this name yet; notes that one has.
  mutating func insert(_ name: String) -> Bool { inserted.insert(name).inserted }

  /// Makes the name stand for a UUID that the client chose.
  mutating func set(_ name: String, to uuid: UUID) { uuids[name] = uuid }
}
