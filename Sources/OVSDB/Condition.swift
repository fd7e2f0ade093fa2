public import JSON

/// What a row must satisfy for an operation to concern it: <condition> of RFC 7047 5.1.
public struct Condition: Hashable, Sendable {
  /// How a column's value is held against another: <function> of RFC 7047 5.1.
  public enum Function: String, Hashable, Sendable, CaseIterable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case includes
    case excludes
  }

  public var column: String
  public var function: Function
  public var value: JSON

  public init(_ column: String, _ function: Function, _ value: JSON) {
    self.column = column
    self.function = function
    self.value = value
  }

  /// The row with that UUID.
  public static func uuid(equals uuid: UUID) -> Condition {
    Condition("_uuid", .equal, .uuid(uuid))
  }

  public var json: JSON { .array([.string(column), .string(function.rawValue), value]) }
}
