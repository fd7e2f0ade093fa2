/// Why a JSON value is not a schema of RFC 7047 3.2.
public struct SchemaError: Error, Hashable, Sendable {
  public var message: String
  /// Where, outermost first: a table, a column.
  public var path: [String]

  public init(_ message: String, path: [String] = []) {
    self.message = message
    self.path = path
  }

  /// The same error with an outer place put before its path.
  public func within(_ place: String) -> SchemaError {
    SchemaError(message, path: [place] + path)
  }
}

extension SchemaError: CustomStringConvertible {
  public var description: String {
    path.isEmpty ? message : "\(path.joined(separator: ", ")): \(message)"
  }
}
