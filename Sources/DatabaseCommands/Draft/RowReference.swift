public import OVSDB

/// A row of a table; one that a draft inserts has a UUID that holds until the server gives it its own.
public struct RowReference: Hashable, Sendable {
  public let table: String
  public let uuid: UUID
}
