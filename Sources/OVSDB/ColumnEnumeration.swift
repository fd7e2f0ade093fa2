public import JSON

/// A string column whose schema lists the values it may have.
///
///     enum RouteOrigin: String, ColumnEnumeration { case connected, `static` }
public protocol ColumnEnumeration: AtomicValue, RawRepresentable, CaseIterable
where RawValue == String {}

extension ColumnEnumeration {
  public static var baseType: BaseType { .string(.oneOf(Set(allCases.map(\.rawValue)))) }

  /// The first case.  A server never leaves such a column out: its own default, "", is not allowed.
  public static var defaultValue: Self {
    guard let first = allCases.first else {
      preconditionFailure("\(Self.self) lists no value that a column could have")
    }
    return first
  }

  /// Throws if the atom is no string, or one that this enumeration does not list.
  public init(atom: JSONElement) throws(WireError) {
    for value in Self.allCases where atom.isString(equalTo: value.rawValue) {
      self = value
      return
    }
    let values = Self.allCases.map(\.rawValue).joined(separator: ", ")
    throw WireError(expected: "one of \(values)", found: atom)
  }

  public var json: JSON { .string(rawValue) }

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
