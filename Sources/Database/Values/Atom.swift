public import OVSDB

/// One value of an atomic type: <atom> of RFC 7047 5.1.
///
/// Atoms of one type are ordered as `ovsdb-server` orders them, strings by their UTF-8 bytes; strings
/// are equal if their bytes are, which is stricter than `String` (two spellings of "é" differ).
public enum Atom: Sendable {
  case integer(Int64)
  case real(Double)
  case boolean(Bool)
  case string(String)
  case uuid(UUID)
}

extension Atom: Hashable {
  public static func == (left: Atom, right: Atom) -> Bool {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): left == right
    case (.real(let left), .real(let right)): left == right
    case (.boolean(let left), .boolean(let right)): left == right
    case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
    case (.uuid(let left), .uuid(let right)): left == right
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .integer(let value): hasher.combine(value)
    case .real(let value): hasher.combine(value)
    case .boolean(let value): hasher.combine(value)
    // Strings of equal bytes are equal strings, so `String`'s hash, which is faster, will do.
    case .string(let value): hasher.combine(value)
    case .uuid(let value): hasher.combine(value)
    }
  }
}

extension Atom: Comparable {
  /// The order within a type; atoms of different types are in the order of the types.
  public static func < (left: Atom, right: Atom) -> Bool { left.compared(to: right) < 0 }

  /// Negative, zero or positive, as this atom is less than, equal to or greater than `other`.
  public func compared(to other: Atom) -> Int {
    switch (self, other) {
    case (.integer(let left), .integer(let right)): left < right ? -1 : left > right ? 1 : 0
    case (.real(let left), .real(let right)): left < right ? -1 : left > right ? 1 : 0
    case (.boolean(let left), .boolean(let right)): (left ? 1 : 0) - (right ? 1 : 0)
    case (.string(let left), .string(let right)): left.comparedBytes(to: right)
    case (.uuid(let left), .uuid(let right)): left < right ? -1 : left == right ? 0 : 1
    default: rank - other.rank
    }
  }

  private var rank: Int {
    switch self {
    case .integer: 0
    case .real: 1
    case .boolean: 2
    case .string: 3
    case .uuid: 4
    }
  }
}

extension Atom {
  /// The string, or `nil` if this is another kind of atom.
  public var string: String? { if case .string(let value) = self { value } else { nil } }
  /// The UUID, or `nil` if this is another kind of atom.
  public var uuid: UUID? { if case .uuid(let value) = self { value } else { nil } }
  /// The integer, or `nil` if this is another kind of atom.
  public var integer: Int64? { if case .integer(let value) = self { value } else { nil } }
  /// The Boolean, or `nil` if this is another kind of atom.
  public var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }

  /// What a column holds that no one has set: RFC 7047 5.2.1.
  init(defaultOf type: BaseType) {
    switch type {
    case .integer: self = .integer(0)
    case .real: self = .real(0)
    case .boolean: self = .boolean(false)
    case .string: self = .string("")
    case .uuid: self = .uuid(.zero)
    }
  }

  /// Whether this is what a column of its type holds that no one has set.
  var isDefault: Bool {
    switch self {
    case .integer(let value): value == 0
    case .real(let value): value == 0
    case .boolean(let value): !value
    case .string(let value): value.isEmpty
    case .uuid(let value): value == .zero
    }
  }
}
