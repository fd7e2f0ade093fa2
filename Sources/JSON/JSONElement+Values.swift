extension JSONElement {
  /// The value, apart from its document.  Of two members with one name the last counts.
  public var json: JSON {
    let token = token
    switch token.kind {
    case .null: return .null
    case .boolean: return .boolean(token.flag)
    case .integer: return .integer(Int64(bitPattern: token.payload))
    case .real: return .real(Double(bitPattern: token.payload))
    case .string: return .string(string ?? "")
    case .array:
      var elements: [JSON] = []
      elements.reserveCapacity(token.count)
      forEachElement { elements.append($0.json) }
      return .array(elements)
    case .object:
      var members: [String: JSON] = [:]
      members.reserveCapacity(token.count)
      forEachMember { members[$0] = $1.json }
      return .object(members)
    }
  }

  /// A document made of a value, for tests and for tools.
  public init(_ json: JSON) {
    var writer = JSONTapeWriter()
    writer.write(json)
    self.init(
      storage: JSONStorage(
        bytes: writer.bytes, base: 0, end: writer.bytes.count, tape: writer.tape),
      index: 0)
  }
}

/// Lays a value out as a tape; its bytes are those of the strings alone.
private struct JSONTapeWriter {
  var bytes: [UInt8] = []
  var tape: [JSONToken] = []

  mutating func write(_ json: JSON) {
    let start = bytes.count
    switch json {
    case .null: tape.append(JSONToken(.null, start: start))
    case .boolean(let value): tape.append(JSONToken(.boolean, start: start, flag: value))
    case .integer(let value):
      tape.append(JSONToken(.integer, start: start, payload: UInt64(bitPattern: value)))
    case .real(let value):
      tape.append(JSONToken(.real, start: start, payload: value.bitPattern))
    case .string(let value): write(value)
    case .array(let elements):
      writeContainer(.array, count: elements.count) {
        for element in elements { $0.write(element) }
      }
    case .object(let members):
      writeContainer(.object, count: members.count) {
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
          $0.write(name)
          $0.write(value)
        }
      }
    }
  }

  private mutating func write(_ string: String) {
    let start = bytes.count
    bytes += string.utf8
    tape.append(JSONToken(.string, start: start, payload: UInt64(bytes.count - start)))
  }

  private mutating func writeContainer(
    _ kind: JSONElement.Kind, count: Int, contents: (inout Self) -> Void
  ) {
    let index = tape.count
    tape.append(JSONToken(kind, start: bytes.count))
    contents(&self)
    tape[index].close(count: count, extent: tape.count - index)
  }
}
