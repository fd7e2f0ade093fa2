/// What a schema says of a column: <column-schema> of RFC 7047 3.2.
public struct ColumnSchema: Hashable, Sendable {
  public var type: ColumnType
  /// Whether the server need not keep the value when it stops.
  public var isEphemeral: Bool
  /// Whether the value may change after the row's insertion.
  public var isMutable: Bool

  public init(type: ColumnType, isEphemeral: Bool = false, isMutable: Bool = true) {
    self.type = type
    self.isEphemeral = isEphemeral
    self.isMutable = isMutable
  }
}
