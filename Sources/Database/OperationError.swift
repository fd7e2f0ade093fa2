public import JSON

/// Why an operation, or the commit of a transaction, fails: <error> of RFC 7047 3.1 with the member
/// "syntax" that `ovsdb-server` adds.
public struct OperationError: Error, Hashable, Sendable {
  /// A short word that programs may compare, as "constraint violation".
  public var error: String
  /// A sentence for people, the same as `ovsdb-server`'s.
  public var details: String?
  /// The JSON text that the error is about, members in order.
  public var syntax: String?

  public init(_ error: String, _ details: String?, syntax: JSONElement? = nil) {
    self.error = error
    self.details = details
    self.syntax = syntax?.description
  }

  /// An error in the form of what a client sent.
  static func syntax(_ details: String, _ element: JSONElement?) -> OperationError {
    OperationError("syntax error", details, syntax: element)
  }

  /// The <error>.
  public var json: JSON {
    var members: [String: JSON] = ["error": .string(error)]
    members["details"] = details.map { .string($0) }
    members["syntax"] = syntax.map { .string($0) }
    return .object(members)
  }

  /// The <error>'s text.
  var text: [UInt8] {
    var bytes: [UInt8] = []
    json.write(to: &bytes)
    return bytes
  }
}

extension OperationError: CustomStringConvertible {
  /// As `ovsdb-server` and its tools print it.
  public var description: String {
    let place = syntax.map { "syntax \"\($0)\": " } ?? ""
    return place + error + (details.map { ": \($0)" } ?? "")
  }
}
