import Address

/// A match or the actions of a flow, written as a string literal with what it interpolates.
///
///     "inport == \(quoted: port.name) && eth.src == \(port.mac)"
///
/// A zone has some hundred thousand of these, so interpolation does no more than append.
struct FlowText: ExpressibleByStringInterpolation, Hashable {
  var text: String

  init(_ text: String) { self.text = text }
  init(stringLiteral text: String) { self.text = text }
  init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  struct Interpolation: StringInterpolationProtocol {
    var text: String

    init(literalCapacity: Int, interpolationCount: Int) {
      text = ""
      text.reserveCapacity(literalCapacity + interpolationCount * 24)
    }

    mutating func appendLiteral(_ literal: String) { text += literal }
    mutating func appendInterpolation(_ string: String) { text += string }
    mutating func appendInterpolation(_ other: FlowText) { text += other.text }
    mutating func appendInterpolation(_ name: QuotedName) { name.append(to: &text) }
    mutating func appendInterpolation(_ number: Int) { text += String(number) }
    mutating func appendInterpolation(_ address: MACAddress) { text += address.description }
    mutating func appendInterpolation(_ address: IPAddress) { text += address.description }
    mutating func appendInterpolation(_ prefix: IPPrefix) { text += prefix.description }
  }

  static func += (left: inout FlowText, right: FlowText) { left.text += right.text }
  static func + (left: FlowText, right: FlowText) -> FlowText { FlowText(left.text + right.text) }
}

/// A name between quotation marks, as the language of flows writes names of ports and groups: a JSON
/// string. It takes no memory beside the name's.
struct QuotedName: Hashable {
  private let name: String

  init(_ name: String) { self.name = name }

  var text: String {
    var text = ""
    text.reserveCapacity(name.utf8.count + 2)
    append(to: &text)
    return text
  }

  fileprivate func append(to text: inout String) {
    text += "\""
    if name.utf8.contains(where: {
      $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\")
    }) {
      for scalar in name.unicodeScalars { text += scalar.flowEscaped }
    } else {
      text += name
    }
    text += "\""
  }
}

extension String {
  /// The string between quotation marks, with JSON's escapes.
  var flowQuoted: String { QuotedName(self).text }
}

extension Unicode.Scalar {
  fileprivate var flowEscaped: String {
    switch self {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\u{8}": "\\b"
    case "\t": "\\t"
    case "\n": "\\n"
    case "\u{C}": "\\f"
    case "\r": "\\r"
    default:
      value < 0x20 ? "\\u00" + (value < 16 ? "0" : "") + String(value, radix: 16) : String(self)
    }
  }
}
