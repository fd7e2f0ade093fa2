extension TextTable {
  /// Columns side by side, each as wide as its widest cell.
  func plainText(_ style: TableStyle) -> String {
    let texts = rows.map { $0.map { Array($0.text(style).utf8) } }
    let widths = headings.indices.map { column in
      var width = texts.map { $0[column].count }.max() ?? 0
      if let maximum = style.columnWidthMaximum { width = min(width, maximum) }
      return style.hasHeadings ? max(width, headings[column].utf8.count) : width
    }
    var lines: [[[UInt8]]] = []
    if style.hasHeadings {
      lines.append(headings.map { Array($0.utf8) })
      lines.append(widths.map { Array(repeating: UInt8(ascii: "-"), count: $0) })
    }
    return (lines + texts).map { Self.line($0, widths) }.joined()
  }

  /// Cells filled up, or cut off, to their widths; no spaces at the end.
  private static func line(_ cells: [[UInt8]], _ widths: [Int]) -> String {
    let space = UInt8(ascii: " ")
    var line: [UInt8] = []
    for (index, (cell, width)) in zip(cells, widths).enumerated() {
      if index > 0 { line.append(space) }
      line += cell.prefix(width)
      line += repeatElement(space, count: max(0, width - cell.count))
    }
    while line.last == space { line.removeLast() }
    return String(decoding: line, as: UTF8.self) + "\n"
  }

  /// A cell a line, an empty line between rows.
  func listText(_ style: TableStyle) -> String {
    rows.map { row in
      zip(headings, row).map { heading, cell in
        guard style.hasHeadings else { return "\(cell.text(style))\n" }
        let filling = String(repeating: " ", count: max(0, 20 - heading.utf8.count))
        return "\(heading)\(filling): \(cell.text(style))\n"
      }.joined()
    }.joined(separator: "\n")
  }
}
