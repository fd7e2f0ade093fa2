/// The type of a column: <type> of RFC 7047 3.2.
public struct ColumnType: Hashable, Sendable {
  /// An element's type, or a map's key's.
  public var key: BaseType
  /// The type of a map's values; `nil` if the column is no map.
  public var value: BaseType?
  /// The fewest elements there may be: 0 or 1.
  public var minimum: Int
  /// The most elements there may be, at least 1; `nil` is unlimited.
  public var maximum: Int?

  /// By default a column of exactly one value.
  public init(key: BaseType, value: BaseType? = nil, minimum: Int = 1, maximum: Int? = 1) {
    self.key = key
    self.value = value
    self.minimum = minimum
    self.maximum = maximum
  }

  /// A column of at most one such value.
  public static func optional(_ key: BaseType) -> ColumnType {
    ColumnType(key: key, minimum: 0, maximum: 1)
  }

  /// A column of any number of such values, or of at most `maximum`.
  public static func set(of key: BaseType, minimum: Int = 0, maximum: Int? = nil) -> ColumnType {
    ColumnType(key: key, minimum: minimum, maximum: maximum)
  }

  /// A column of any number of pairs.
  public static func map(_ key: BaseType, _ value: BaseType) -> ColumnType {
    ColumnType(key: key, value: value, minimum: 0, maximum: nil)
  }

  /// Exactly one value and no map.
  public var isScalar: Bool { minimum == 1 && maximum == 1 && value == nil }

  /// Whether more than one element fits: only then does an update2 hold a difference and not the new
  /// value.
  public var isComposite: Bool { maximum != 1 }
}
