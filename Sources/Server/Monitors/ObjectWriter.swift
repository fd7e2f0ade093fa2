internal import OVSDB

/// Writes a JSON object member by member.
struct ObjectWriter {
  private(set) var isEmpty = true

  init(_ bytes: inout [UInt8]) { bytes.append(UInt8(ascii: "{")) }

  mutating func beginMember(_ name: String, _ bytes: inout [UInt8]) {
    separate(&bytes)
    bytes.append(UInt8(ascii: "\""))
    bytes += name.utf8
    bytes += "\":".utf8
  }

  /// - Parameter label: the member's name, quoted, with its colon.
  mutating func beginMember(label: [UInt8], _ bytes: inout [UInt8]) {
    separate(&bytes)
    bytes += label
  }

  mutating func beginMember(_ uuid: UUID, _ bytes: inout [UInt8]) {
    separate(&bytes)
    bytes.append(UInt8(ascii: "\""))
    uuid.write(to: &bytes)
    bytes += "\":".utf8
  }

  private mutating func separate(_ bytes: inout [UInt8]) {
    if !isEmpty { bytes.append(UInt8(ascii: ",")) }
    isEmpty = false
  }

  func end(_ bytes: inout [UInt8]) { bytes.append(UInt8(ascii: "}")) }
}
