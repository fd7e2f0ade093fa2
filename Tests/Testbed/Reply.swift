import Foundation

/// JSON as the servers send it, decoded by Foundation: the tests' view of a database owes nothing to
/// the parser under test.
indirect enum Reply: Decodable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case real(Double)
  case string(String)
  case array([Reply])
  case object([String: Reply])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([Reply].self) {
      self = .array(value)
    } else if let value = try? container.decode([String: Reply].self) {
      self = .object(value)
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Int64.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = .real(value)
    } else {
      self = .null
    }
  }

  subscript(key: String) -> Reply? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  var elements: [Reply] { if case .array(let elements) = self { elements } else { [] } }
  var members: [String: Reply] { if case .object(let members) = self { members } else { [:] } }
  var text: String? { if case .string(let text) = self { text } else { nil } }
  var isNull: Bool { if case .null = self { true } else { false } }
}

extension Atom {
  init?(_ reply: Reply) {
    switch reply {
    case .boolean(let value): self = .boolean(value)
    case .integer(let value): self = .integer(value)
    case .real(let value): self = .real(value)
    case .string(let value): self = .string(value)
    case .array(let pair) where pair.count == 2 && pair[0].text == "uuid":
      self = .uuid(pair[1].text ?? "")
    default: return nil
    }
  }
}

extension Datum {
  /// RFC 7047 5.1: an atom, `["set", […]]` or `["map", [[key, value] …]]`.
  init?(_ reply: Reply) {
    let parts = reply.elements
    switch parts.first?.text {
    case "set" where parts.count == 2:
      self = .set(parts[1].elements.compactMap(Atom.init).sorted())
    case "map" where parts.count == 2:
      let pairs = parts[1].elements.compactMap { pair -> (Atom, Atom)? in
        guard pair.elements.count == 2, let key = Atom(pair.elements[0]),
          let value = Atom(pair.elements[1])
        else { return nil }
        return (key, value)
      }
      self = .map(Dictionary(pairs) { first, _ in first })
    default:
      guard let atom = Atom(reply) else { return nil }
      self = .set([atom])
    }
  }
}
