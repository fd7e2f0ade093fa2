public import JSON
import OVSDB

extension Atom {
  /// Reads an <atom> and checks it against its type's constraints.
  init(
    _ wire: JSONElement, _ type: BaseType, _ names: inout NamedRows?
  ) throws(OperationError) {
    self = try Self.read(wire, type, &names)
    try check(type)
  }

  private static func read(
    _ wire: JSONElement, _ type: BaseType, _ names: inout NamedRows?
  ) throws(OperationError) -> Atom {
    switch type {
    case .integer: if let value = wire.integer { return .integer(value) }
    case .real: if let value = wire.real { return .real(value) }
    case .boolean: if let value = wire.boolean { return .boolean(value) }
    case .string: if let value = wire.string { return .string(value) }
    case .uuid: return .uuid(try uuid(wire, &names))
    }
    throw .syntax("expected \(type.name)", wire)
  }

  private static func uuid(
    _ wire: JSONElement, _ names: inout NamedRows?
  ) throws(OperationError) -> UUID {
    if let text = wire.tagged("uuid"), text.kind == .string {
      guard let uuid = UUID(text) else {
        throw .syntax("\"\(text.string ?? "")\" is not a valid UUID", wire)
      }
      return uuid
    }
    if names != nil, let name = wire.tagged("named-uuid")?.string {
      guard name.isIdentifier else {
        throw .syntax("named-uuid string is not a valid <id>", wire)
      }
      return names?.uuid(of: name) ?? .zero
    }
    throw .syntax("expected [\"uuid\", <string>]", wire)
  }

  /// The <atom>.
  public var json: JSON {
    switch self {
    case .integer(let value): .integer(value)
    // A number without a fraction is an integer to every reader, and prints as one.
    case .real(let value): Int64(exactly: value).map { .integer($0) } ?? .real(value)
    case .boolean(let value): .boolean(value)
    case .string(let value): .string(value)
    case .uuid(let value): .uuid(value)
    }
  }
}

extension String {
  /// <id> of RFC 7047 3.1: a letter or `_`, then letters, digits and `_`.
  var isIdentifier: Bool {
    guard let first = utf8.first, !first.isDigit else { return false }
    return utf8.allSatisfy {
      $0.isDigit || $0 == UInt8(ascii: "_")
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
    }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
