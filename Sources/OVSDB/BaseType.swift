/// The type of one atom and what its schema says more of it: <base-type> of RFC 7047 3.2.
public enum BaseType: Hashable, Sendable {
  case integer(NumberConstraint<Int>? = nil)
  case real(NumberConstraint<Double>? = nil)
  case boolean(oneOf: Set<Bool>? = nil)
  case string(StringConstraint? = nil)
  case uuid(UUIDConstraint? = nil)

  /// A reference to a row of `table`; a strong one keeps the row alive.
  public static func reference(to table: String, _ strength: ReferenceStrength = .strong)
    -> BaseType
  {
    .uuid(.reference(table: table, strength))
  }
}

/// The numbers that an atom may be.
public enum NumberConstraint<Number: Hashable & Sendable>: Hashable, Sendable {
  /// Both ends included; `nil` is no bound.
  case range(minimum: Number?, maximum: Number?)
  case oneOf(Set<Number>)
}

/// The strings that an atom may be.
public enum StringConstraint: Hashable, Sendable {
  /// In Unicode characters, both ends included; `nil` is no bound.
  case length(minimum: Int?, maximum: Int?)
  case oneOf(Set<String>)
}

/// The UUIDs that an atom may be.
public enum UUIDConstraint: Hashable, Sendable {
  case reference(table: String, ReferenceStrength)
  case oneOf(Set<UUID>)
}

/// Whether a reference keeps the row it points at (RFC 7047 3.2).
public enum ReferenceStrength: String, Hashable, Sendable {
  /// The row must be there, and stays as long as it is referred to.
  case strong
  /// The reference goes when its row does.
  case weak
}
