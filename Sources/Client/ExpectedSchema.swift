public import JSON
public import OVSDB

/// What a database's schema is likely to be, for one of many clients in one process: all of them keep
/// this one.
public struct ExpectedSchema: Sendable {
  /// The schema.
  public let schema: DatabaseSchema
  /// What `get_schema` returns of it. A server in this process may answer with this very value, which
  /// nobody needs to read then.
  public let wire: JSONElement

  /// A schema and its text.
  public init(_ schema: DatabaseSchema, wire: JSONElement) {
    self.schema = schema
    self.wire = wire
  }
}
