/// A JSON value (RFC 8259), with the numbers of OVSDB: 64-bit integers beside doubles (RFC 7047 3.1).
///
/// `integer` and `real` are different values: `.integer(1) != .real(1)`.  The parser never makes a
/// `real` of a number that an `integer` holds exactly, so what was parsed compares as expected.
public enum JSON: Hashable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case real(Double)
  case string(String)
  case array([JSON])
  case object([String: JSON])
}

extension JSON {
  /// The Boolean, or `nil` if this is another kind of value.
  public var booleanValue: Bool? { if case .boolean(let value) = self { value } else { nil } }

  /// The integer, or `nil` if this is another kind of value.
  public var integerValue: Int64? { if case .integer(let value) = self { value } else { nil } }

  /// The number as a double, integers included, or `nil` if this is not a number.
  public var realValue: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .real(let value): value
    default: nil
    }
  }

  /// The string, or `nil` if this is another kind of value.
  public var stringValue: String? { if case .string(let value) = self { value } else { nil } }

  /// The array's elements, or `nil` if this is another kind of value.
  public var arrayValue: [JSON]? { if case .array(let value) = self { value } else { nil } }

  /// The object's members, or `nil` if this is another kind of value.
  public var objectValue: [String: JSON]? {
    if case .object(let value) = self { value } else { nil }
  }

  /// Whether this is `null`.
  public var isNull: Bool { self == .null }

  /// The member of that name, or `nil` if there is none or this is not an object.
  public subscript(key: String) -> JSON? { objectValue?[key] }

  /// The element at that index, or `nil` if there is none or this is not an array.
  public subscript(index: Int) -> JSON? {
    guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
    return elements[index]
  }
}
