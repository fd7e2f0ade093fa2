extension JSON: CustomStringConvertible {
  /// The compact text: no white space, members in order of their names, so equal values print equally.
  public var description: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text with one member or element a line, indented by two spaces, members in order of names.
  public var prettyDescription: String {
    var bytes: [UInt8] = []
    write(to: &bytes, indentation: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the compact text.
  ///
  /// A real that JSON has no notation for (an infinity, a NaN) is written as `null`.
  public func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .boolean(let value): bytes += value ? "true".utf8 : "false".utf8
    case .integer(let value): bytes += value.description.utf8
    case .real(let value): bytes += value.isFinite ? value.description.utf8 : "null".utf8
    case .string(let value): value.writeQuoted(to: &bytes)
    case .array(let elements): elements.write(to: &bytes)
    case .object(let members): members.write(to: &bytes)
    }
  }

  private func write(to bytes: inout [UInt8], indentation: Int) {
    switch self {
    case .array(let elements) where !elements.isEmpty:
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        bytes.beginLine(isFirst: index == 0, indentation: indentation + 1)
        element.write(to: &bytes, indentation: indentation + 1)
      }
      bytes.endLines(UInt8(ascii: "]"), indentation: indentation)
    case .object(let members) where !members.isEmpty:
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
        bytes.beginLine(isFirst: index == 0, indentation: indentation + 1)
        member.key.writeQuoted(to: &bytes)
        bytes += ": ".utf8
        member.value.write(to: &bytes, indentation: indentation + 1)
      }
      bytes.endLines(UInt8(ascii: "}"), indentation: indentation)
    default: write(to: &bytes)
    }
  }
}

extension [JSON] {
  fileprivate func write(to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    for (index, element) in self.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      element.write(to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }
}

extension [String: JSON] {
  fileprivate func write(to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in self.sorted(by: { $0.key < $1.key }).enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      member.key.writeQuoted(to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      member.value.write(to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }
}

extension [UInt8] {
  fileprivate mutating func beginLine(isFirst: Bool, indentation: Int) {
    if !isFirst { append(UInt8(ascii: ",")) }
    append(UInt8(ascii: "\n"))
    append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * indentation))
  }

  fileprivate mutating func endLines(_ bracket: UInt8, indentation: Int) {
    append(UInt8(ascii: "\n"))
    append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * indentation))
    append(bracket)
  }
}
