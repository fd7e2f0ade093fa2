internal import Database
internal import JSON

/// Why a request fails, in the words of `ovsdb-server`.
enum RequestError: Error {
  /// A bare string.
  case text(String)
  /// An <error> of RFC 7047 3.1.
  case operation(OperationError)

  static func syntax(_ details: String, _ syntax: JSONElement? = nil) -> RequestError {
    .operation(OperationError("syntax error", details, syntax: syntax))
  }

  /// The member "error" of the reply.
  var json: JSON {
    switch self {
    case .text(let text): .string(text)
    case .operation(let error): error.json
    }
  }
}
