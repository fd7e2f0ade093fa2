public import JSON

/// What a server says when it does not do what it was asked: <error> of RFC 7047 3.1.
public struct DatabaseError: Error, Hashable, Sendable {
  /// A short word that programs may compare, as "constraint violation" or "timed out".
  public var error: String
  /// A sentence for people.
  public var details: String?

  public init(error: String, details: String? = nil) {
    self.error = error
    self.details = details
  }

  /// Reads an <error>.  Throws if the value is none.
  public init(wire: JSONElement) throws(WireError) {
    guard let error = wire["error"]?.string else {
      throw WireError(expected: "an error", found: wire)
    }
    self.init(error: error, details: wire["details"]?.string)
  }
}

extension DatabaseError: CustomStringConvertible {
  public var description: String { details.map { "\(error): \($0)" } ?? error }
}
