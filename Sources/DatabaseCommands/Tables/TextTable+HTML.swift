internal import OVSDB

extension TextTable {
  /// A table of HTML, in which rows have anchors and references to them are links.
  func htmlText(_ style: TableStyle) -> String {
    var text = "<table border=1>\n"
    if style.hasHeadings {
      text += "  <tr>\n" + headings.map { "    <th>\($0.linkedHTML)</th>\n" }.joined() + "  </tr>\n"
    }
    for row in rows {
      text += "  <tr>\n"
      for (heading, cell) in zip(headings, row) {
        let content = cell.text(style)
        text += "    <td>\(heading == "_uuid" ? content.anchorHTML : content.linkedHTML)</td>\n"
      }
      text += "  </tr>\n"
    }
    return text + "</table>\n"
  }
}

extension String {
  /// The row's UUID, by its first digits, as an anchor.
  fileprivate var anchorHTML: String {
    "<a name=\"\(html)\">\(String(prefix(8)).html)</a>"
  }

  /// The text with each UUID made a link to that row.
  fileprivate var linkedHTML: String {
    var text = ""
    var rest = utf8[...]
    while !rest.isEmpty {
      let candidate = String(decoding: rest.prefix(36), as: UTF8.self)
      if UUID(candidate) != nil {
        text += "<a href=\"#\(candidate)\">\(candidate.prefix(8))</a>"
        rest = rest.dropFirst(36)
      } else {
        let length = Self.characterLength(rest.first ?? 0)
        text += String(decoding: rest.prefix(length), as: UTF8.self).html
        rest = rest.dropFirst(length)
      }
    }
    return text
  }

  /// How many bytes the UTF-8 character has that begins so.
  private static func characterLength(_ byte: UInt8) -> Int {
    switch byte {
    case 0xF0...: 4
    case 0xE0...: 3
    case 0xC0...: 2
    default: 1
    }
  }

  fileprivate var html: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
