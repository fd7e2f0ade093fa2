public import JSON

/// A JSON-RPC 1.0 message as OVSDB uses it (RFC 7047, 4), its values either on their way out
/// (`JSON`) or views of a document that arrived (`JSONElement`).
public enum RPCMessage<Value> {
  /// Asks for a reply that carries the same `id`, which is not null.
  case request(id: JSON, method: String, parameters: Value)
  /// Asks for nothing.
  case notification(method: String, parameters: Value)
  /// The result of the request of that `id`.
  case response(id: JSON, result: Value)
  /// The failure of the request of that `id`.
  case failure(id: JSON, error: Value)
}

extension RPCMessage: Sendable where Value: Sendable {}
extension RPCMessage: Equatable where Value: Equatable {}

extension RPCMessage<JSONElement> {
  /// Takes a parsed document for a message; members it does not know are ignored.
  ///
  /// - Throws: ``RPCError/malformed(_:)`` saying what is wrong with it.
  public init(_ document: JSONElement) throws(RPCError) {
    guard document.kind == .object else { throw .malformed("a message is not an object") }
    let members = Members(document)
    let id = members.id.unlessNull?.json
    let result = members.result.unlessNull
    let error = members.error.unlessNull
    if let method = members.method {
      guard let name = method.string else { throw .malformed("\"method\" is not a string") }
      guard let parameters = members.parameters, parameters.kind == .array else {
        throw .malformed("\"params\" of \"\(name)\" is not an array")
      }
      guard result == nil, error == nil else {
        throw .malformed("\"\(name)\" is both a request and a reply")
      }
      self =
        if let id {
          .request(id: id, method: name, parameters: parameters)
        } else {
          .notification(method: name, parameters: parameters)
        }
      return
    }
    guard let id else { throw .malformed("a reply has no \"id\"") }
    switch (result, error) {
    case (_?, _?): throw .malformed("a reply has both \"result\" and \"error\"")
    case (_, let error?): self = .failure(id: id, error: error)
    case (let result?, _): self = .response(id: id, result: result)
    case (nil, nil):
      // The result may be null by right; then both members are there.
      guard let result = members.result else {
        throw .malformed("a message is neither a request nor a reply")
      }
      self = .response(id: id, result: result)
    }
  }
}

/// The members of a message, found in one walk; of two of one name the last.
private struct Members {
  var id: JSONElement?
  var method: JSONElement?
  var parameters: JSONElement?
  var result: JSONElement?
  var error: JSONElement?

  init(_ document: JSONElement) {
    document.forEachPair { name, value in
      if name.isString(equalTo: "id") {
        id = value
      } else if name.isString(equalTo: "method") {
        method = value
      } else if name.isString(equalTo: "params") {
        parameters = value
      } else if name.isString(equalTo: "result") {
        result = value
      } else if name.isString(equalTo: "error") {
        error = value
      }
    }
  }
}

extension JSONElement? {
  /// `nil` for `null`, which stands for a member that is not there.
  fileprivate var unlessNull: JSONElement? { self?.kind == .null ? nil : self }
}

extension RPCMessage<JSON> {
  /// The message as a value; every member of JSON-RPC 1.0 is there, null or not.
  public var json: JSON {
    switch self {
    case .request(let id, let method, let parameters):
      ["id": id, "method": .string(method), "params": parameters]
    case .notification(let method, let parameters):
      ["id": .null, "method": .string(method), "params": parameters]
    case .response(let id, let result):
      ["id": id, "result": result, "error": .null]
    case .failure(let id, let error):
      ["id": id, "result": .null, "error": error]
    }
  }
}

extension RPCMessage: CustomStringConvertible where Value == JSON {
  /// The message as it is sent.
  public var description: String { json.description }
}
