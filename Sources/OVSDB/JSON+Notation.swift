public import JSON

// The notations of RFC 7047 5.1 for what JSON itself has no form for.
extension JSON {
  /// `["uuid", "…"]`, a reference to a row.
  public static func uuid(_ uuid: UUID) -> JSON {
    .array(["uuid", .string(uuid.description)])
  }

  /// `["named-uuid", "…"]`, a reference to a row that the same transaction inserts under that name.
  public static func namedUUID(_ name: String) -> JSON { .array(["named-uuid", .string(name)]) }

  /// `["set", […]]`; one element stands bare, as `ovsdb-server` writes it.
  public static func set(_ elements: [JSON]) -> JSON {
    elements.count == 1 ? elements[0] : .array(["set", .array(elements)])
  }

  /// `["map", [[key, value], …]]`.
  public static func map(_ pairs: [(JSON, JSON)]) -> JSON {
    .array(["map", .array(pairs.map { .array([$0.0, $0.1]) })])
  }
}
