internal import JSON

extension TextTable {
  /// One JSON object: the headings, and the rows as arrays of <value>s (RFC 7047 5.1).
  func jsonText(_ style: TableStyle) -> String {
    let table: JSON = [
      "headings": .array(headings.map { .string($0) }),
      "data": .array(rows.map { .array($0.map(\.json)) }),
    ]
    return (style.isPretty ? table.spread(indentation: 0) : table.description) + "\n"
  }
}

extension JSON {
  /// The text as the OVS tools spread it: an element a line, and the brackets that close behind the last.
  fileprivate func spread(indentation: Int) -> String {
    let inner = "\n" + String(repeating: "  ", count: indentation + 1)
    switch self {
    case .array(let elements) where !elements.isEmpty:
      return "["
        + elements.map { inner + $0.spread(indentation: indentation + 1) }.joined(separator: ",")
        + "]"
    case .object(let members) where !members.isEmpty:
      let lines = members.sorted { $0.key < $1.key }.map { name, value in
        inner + "\(JSON.string(name)): " + value.spread(indentation: indentation + 1)
      }
      return "{" + lines.joined(separator: ",") + "}"
    default: return description
    }
  }
}
