import JSON
import OVSDB

/// Which UUIDs a server gave to the rows that both servers inserted: the same handle for the same row.
struct Renaming {
  private var uuids: [String: String] = [:]
  private var handles: [String: String] = [:]

  mutating func add(_ handle: String, _ uuid: String) {
    uuids[handle] = uuid
    handles[uuid] = handle
  }

  /// The value with this server's UUIDs for handles.
  func rendered(_ value: JSON) -> JSON {
    switch value {
    case .string(let text): .string(uuids[text] ?? text)
    case .array(let elements): .array(elements.map(rendered))
    case .object(let members): .object(members.mapValues(rendered))
    default: value
    }
  }

  /// The value with handles for UUIDs, `@?` for one that has none, and with what has no order ordered
  /// by them.
  func normalised(_ value: JSON) -> JSON {
    switch value {
    case .string(let text): return .string(normalised(text))
    case .real(let number): return Int64(exactly: number).map { .integer($0) } ?? value
    case .array(let elements):
      let elements = elements.map(normalised)
      if elements.count == 2, elements[0] == "set" || elements[0] == "map",
        case .array(let contents) = elements[1]
      {
        return [elements[0], .array(contents.sorted { $0.description < $1.description })]
      }
      return .array(elements)
    case .object(let members):
      var members = members.mapValues(normalised)
      if case .array(let rows) = members["rows"] {
        members["rows"] = .array(rows.sorted { $0.description < $1.description })
      }
      return .object(members)
    default: return value
    }
  }

  private func normalised(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.count >= 36 else { return text }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let window = bytes[index..<min(index + 36, bytes.count)]
      if window.count == 36, UUID(utf8: Array(window).span) != nil {
        let uuid = String(decoding: window, as: UTF8.self)
        // These are the same for everybody; that a server chooses one like them need not be feared.
        let isFixed = uuid.hasPrefix("00000000-") || uuid.hasPrefix("12345678-")
        result += Array((isFixed ? uuid : handles[uuid] ?? "@?").utf8)
        index += 36
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
