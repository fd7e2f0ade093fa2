/// One scalar in a database, RFC 7047 5.1 `<atom>`.
public enum Atom: Hashable, Comparable, Sendable, CustomStringConvertible {
  case boolean(Bool)
  case integer(Int64)
  case real(Double)
  case string(String)
  case uuid(String)

  public var description: String {
    switch self {
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .real(let value): "\(value)"
    case .string(let value): value
    case .uuid(let value): value
    }
  }

  public static func < (one: Atom, other: Atom) -> Bool {
    switch (one, other) {
    case (.integer(let one), .integer(let other)): one < other
    case (.real(let one), .real(let other)): one < other
    default: one.description < other.description
    }
  }
}

/// What a column of a row holds, RFC 7047 5.1 `<value>`. A scalar is a set of one.
public enum Datum: Hashable, Sendable, CustomStringConvertible {
  /// In ascending order.
  case set([Atom])
  case map([Atom: Atom])

  /// The only element as text; "" when there is none, or several.
  public var text: String { atoms.count == 1 ? atoms[0].description : "" }

  /// The elements as text, ascending; of a map, its keys.
  public var texts: [String] { atoms.map(\.description) }

  /// The only element, if it is an integer.
  public var integer: Int64? {
    if atoms.count == 1, case .integer(let value) = atoms[0] { value } else { nil }
  }

  /// Whether it has no elements.
  public var isEmpty: Bool { atoms.isEmpty }

  /// The value that a map has for `key`, as text.
  public subscript(key: String) -> String? {
    guard case .map(let pairs) = self else { return nil }
    return pairs[.string(key)]?.description
  }

  private var atoms: [Atom] {
    switch self {
    case .set(let atoms): atoms
    case .map(let pairs): pairs.keys.sorted()
    }
  }

  public var description: String {
    switch self {
    case .set(let atoms) where atoms.count == 1: atoms[0].description
    case .set(let atoms): "[\(atoms.map(\.description).joined(separator: ", "))]"
    case .map(let pairs):
      "{\(pairs.map { "\($0)=\($1)" }.sorted().joined(separator: ", "))}"
    }
  }
}

/// A row as the server has it.
public struct DatabaseRow: Hashable, Sendable {
  public var uuid: String
  /// Without `_uuid` and `_version`.
  public var columns: [String: Datum]

  /// The column's value, empty for a column that the row's table lacks.
  public subscript(column: String) -> Datum { columns[column] ?? .set([]) }
}
