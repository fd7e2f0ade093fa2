import JSON
import OVSDB

extension Atom: CustomStringConvertible {
  /// The notation of the OVS tools and of the server's messages: a string is in quotes only if it
  /// must be.
  public var description: String {
    switch self {
    case .integer(let value): value.description
    case .real(let value): value.shortText
    case .boolean(let value): value.description
    case .string(let value): value.needsQuotes ? JSON.string(value).description : value
    case .uuid(let value): value.description
    }
  }
}

extension String {
  /// Whether the tools would read the bare string as something else.
  fileprivate var needsQuotes: Bool {
    guard let first = utf8.first, first.isLetter || first == UInt8(ascii: "_") else { return true }
    let isPlain = utf8.allSatisfy {
      $0.isLetter || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
    }
    return !isPlain || self == "true" || self == "false" || UUID(self) != nil
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
}
