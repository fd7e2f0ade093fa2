/// Why a JSON-RPC connection cannot go on.
public enum RPCError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The peer sent JSON that is no JSON-RPC message.
  case malformed(String)
  /// The peer sent bytes that are no JSON, or too many of them.
  case notJSON(String)
  /// The stream below failed, or could not be set up.
  case stream(String)
  /// The peer ended the connection in order.
  case closedByPeer
  /// The peer does not read what is sent to it.
  case backlog(byteCount: Int)

  /// The error as an operator should see it.
  public var description: String {
    switch self {
    case .malformed(let what): "received bad JSON-RPC message: \(what)"
    case .notJSON(let what): "error parsing stream: \(what)"
    case .stream(let what): what
    case .closedByPeer: "connection closed by peer"
    case .backlog(let byteCount): "\(byteCount) bytes wait to be read by the peer"
    }
  }
}
