/// How a message is laid out: text with the escapes that `ovn-appctl(8)` lists, `%D`, `%05N` …
public struct LogPattern: Equatable, Sendable, ExpressibleByStringLiteral {
  /// The pattern as it was given.
  public let text: String
  private let elements: [Element]

  public init(_ text: String) {
    self.text = text
    elements = Self.parse(text)
  }

  public init(stringLiteral text: String) { self.init(text) }

  /// Lays `record` out.
  public func format(_ record: LogRecord) -> String {
    var line = ""
    for element in elements {
      switch element {
      case .literal(let text): line += text
      case .field(let field, let layout): line += layout.pad(record.value(of: field))
      }
    }
    return line
  }

  /// One escape's meaning, without its width.
  enum Field: Equatable, Sendable {
    case application, priority, module, hostName, message, newline, serialNumber, level
    case processID, elapsedMilliseconds, subprogram, parenthesisedSubprogram
    case localTime(format: String)
    case universalTime(format: String)
  }

  private enum Element: Equatable, Sendable {
    case literal(String)
    case field(Field, Layout)
  }

  private struct Layout: Equatable, Sendable {
    var isLeftJustified = false
    var padding: Character = " "
    var width = 0

    func pad(_ value: String) -> String {
      let missing = width - value.utf8.count
      guard missing > 0 else { return value }
      let filler = String(repeating: padding, count: missing)
      return isLeftJustified ? value + filler : filler + value
    }
  }

  /// A wider field than this could only be a slip, and would cost memory at every message.
  private static let maximumWidth = 256

  private static func parse(_ text: String) -> [Element] {
    var elements: [Element] = []
    var rest = text[...]
    while let percent = rest.firstIndex(of: "%") {
      elements.append(.literal(String(rest[..<percent])))
      rest = rest[percent...].dropFirst()
      var layout = Layout()
      if rest.first == "-" {
        layout.isLeftJustified = true
        rest.removeFirst()
      }
      if rest.first == "0" {
        layout.padding = "0"
        rest.removeFirst()
      }
      while let digit = rest.first?.wholeNumberValue, rest.first?.isASCII == true {
        layout.width = min(layout.width * 10 + digit, maximumWidth)
        rest.removeFirst()
      }
      guard let letter = rest.popFirst() else { break }
      if let field = field(letter, &rest) {
        elements.append(.field(field, layout))
      } else {
        elements.append(.literal(String(letter)))
      }
    }
    elements.append(.literal(String(rest)))
    return elements.filter { $0 != .literal("") }
  }

  private static func field(_ letter: Character, _ rest: inout Substring) -> Field? {
    switch letter {
    case "A": .application
    case "B": .priority
    case "c": .module
    case "d": .localTime(format: braces(&rest))
    case "D": .universalTime(format: braces(&rest))
    case "E": .hostName
    case "m": .message
    case "N": .serialNumber
    case "n": .newline
    case "p": .level
    case "P": .processID
    case "r": .elapsedMilliseconds
    case "t": .subprogram
    case "T": .parenthesisedSubprogram
    default: nil
    }
  }

  /// The strftime(3) template in braces after `%d` or `%D`.
  private static func braces(_ rest: inout Substring) -> String {
    guard rest.first == "{", let end = rest.firstIndex(of: "}") else {
      return "%Y-%m-%d %H:%M:%S.###"
    }
    let format = rest[..<end].dropFirst()
    rest = rest[end...].dropFirst()
    return String(format)
  }
}
