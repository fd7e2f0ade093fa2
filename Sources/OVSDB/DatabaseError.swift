public import JSON

/// What a server says when it does not do what it was asked: <error> of RFC 7047 3.1.
public struct DatabaseError: Error, Hashable, Sendable {
  /// A short word that programs may compare, as "constraint violation" or "timed out".
  public var error: String
  /// A sentence for people.
  public var details: String?
  /// What of the request it is about, as `ovsdb-server` tells of some errors.
  public var syntax: String?

  public init(error: String, details: String? = nil, syntax: String? = nil) {
    self.error = error
    self.details = details
    self.syntax = syntax
  }

  /// Reads an <error>.  Throws if the value is none.
  public init(wire: JSONElement) throws(WireError) {
    guard let error = wire["error"]?.string else {
      throw WireError(expected: "an error", found: wire)
    }
    self.init(
      error: error, details: wire["details"]?.string, syntax: wire["syntax"]?.string)
  }

  /// The <error>.
  public var json: JSON {
    var members: [String: JSON] = ["error": .string(error)]
    members["details"] = details.map { .string($0) }
    members["syntax"] = syntax.map { .string($0) }
    return .object(members)
  }
}

extension DatabaseError: CustomStringConvertible {
  public var description: String { details.map { "\(error): \($0)" } ?? error }
}
