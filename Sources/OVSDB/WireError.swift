/// A value on the wire that is not what its place asks for.
public struct WireError: Error, Hashable, Sendable {
  /// What the place asks for, as "a uuid".
  public var expected: String
  /// What was there, shortened if it is long.
  public var found: String
  /// Where, outermost first: a table, a row, a column.
  public var path: [String]

  public init(expected: String, found: String, path: [String] = []) {
    self.expected = expected
    self.found = found
    self.path = path
  }

  /// The error without its place.
  public var message: String { "expected \(expected), found \(found)" }

  /// The same error with an outer place put before its path.
  public func within(_ place: String) -> WireError {
    WireError(expected: expected, found: found, path: [place] + path)
  }
}

extension WireError: CustomStringConvertible {
  public var description: String {
    path.isEmpty ? message : "\(path.joined(separator: ", ")): \(message)"
  }
}
