internal import JSON
internal import OVSDB
internal import Session

/// A sum over all messages of a run, in their order and with their times: two runs that have the same
/// one went the same way.
public struct MessageDigest: Hashable, Sendable, CustomStringConvertible {
  private var state = "".digest()

  public init() {}

  public var description: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  mutating func add(
    _ packet: NetworkConnection.Packet, on connection: Int, to end: NetworkConnection.End,
    at time: Duration
  ) {
    let (seconds, attoseconds) = time.components
    add("\(seconds).\(attoseconds) \(connection) \(end.rawValue) ")
    switch packet {
    case .opening: add("opening")
    case .acceptance: add("acceptance")
    case .refusal: add("refusal")
    case .end(let error): add("\(error)")
    case .text(let text): add(String(decoding: text, as: UTF8.self))
    case .congestion(let isCongested): add("congestion \(isCongested)")
    case .message(.request(let id, let method, let parameters)):
      add("\(id) \(method) \(parameters)")
    case .message(.notification(let method, let parameters)): add("\(method) \(parameters)")
    case .message(.response(let id, let result)): add("\(id) \(result)")
    case .message(.failure(let id, let error)): add("\(id) failure \(error)")
    }
  }

  private mutating func add(_ text: String) { state = text.digest(from: state) }
}
