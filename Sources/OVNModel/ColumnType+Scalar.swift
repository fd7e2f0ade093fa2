internal import OVSDB

extension ColumnType {
  /// A column of exactly one such value.
  static func scalar(_ key: BaseType) -> ColumnType { ColumnType(key: key) }
}

extension BaseType {
  /// An integer in `range`.
  static func integer(in range: ClosedRange<Int>) -> BaseType {
    .integer(.range(minimum: range.lowerBound, maximum: range.upperBound))
  }

  /// An integer from the range's bound on.
  static func integer(in range: PartialRangeFrom<Int>) -> BaseType {
    .integer(.range(minimum: range.lowerBound, maximum: nil))
  }
}
