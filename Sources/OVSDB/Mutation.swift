public import JSON

/// A change to a column that depends on its value: <mutation> of RFC 7047 5.1.
public struct Mutation: Hashable, Sendable {
  /// How the value changes: <mutator> of RFC 7047 5.1.
  public enum Mutator: String, Hashable, Sendable, CaseIterable {
    case add = "+="
    case subtract = "-="
    case multiply = "*="
    case divide = "/="
    case remainder = "%="
    /// Adds elements to a set, or to a map the pairs whose keys it does not have.
    case insert
    /// Removes elements from a set; from a map, pairs, or keys given as a set.
    case delete
  }

  public var column: String
  public var mutator: Mutator
  public var value: JSON

  public init(_ column: String, _ mutator: Mutator, _ value: JSON) {
    self.column = column
    self.mutator = mutator
    self.value = value
  }

  public var json: JSON { .array([.string(column), .string(mutator.rawValue), value]) }
}
