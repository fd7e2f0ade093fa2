public import OVSDB

/// Makes text of what commands have to print.
public struct OutputText: Sendable {
  /// How tables are printed.
  public var style: TableStyle
  /// `--oneline`: whether other output is to be one line for each command.
  public var isOneLine: Bool

  public init(style: TableStyle = TableStyle(), isOneLine: Bool = false) {
    self.style = style
    self.isOneLine = isOneLine
  }

  /// - Parameter inserted: the UUIDs that the server gave to rows.
  public func text(
    of outputs: [CommandContext.Output], inserted: [UUID: UUID] = [:]
  ) -> String {
    var text = ""
    var isFirstTable = true
    for output in outputs {
      switch output {
      case .table(let table):
        if style.format.separatesTables, !isFirstTable { text += "\n" }
        isFirstTable = false
        text += table.text(style)
      case .text(let lines): text += isOneLine ? Self.oneLine(lines) : lines
      case .inserted(let uuid): text += "\(inserted[uuid] ?? uuid)\n"
      }
    }
    return text
  }

  private static func oneLine(_ text: String) -> String {
    var scalars = text.unicodeScalars[...]
    if scalars.last == "\n" { scalars.removeLast() }
    return scalars.map { scalar in
      switch scalar {
      case "\n": "\\n"
      case "\\": "\\\\"
      default: String(scalar)
      }
    }.joined() + "\n"
  }
}
