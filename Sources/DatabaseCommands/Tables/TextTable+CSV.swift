extension TextTable {
  /// Values with commas between (RFC 4180), but for the ends of lines, which are newlines.
  func csvText(_ style: TableStyle) -> String {
    let lines = rows.map { $0.map { $0.text(style) } }
    return ((style.hasHeadings ? [headings] : []) + lines)
      .map { $0.map(\.csv).joined(separator: ",") + "\n" }.joined()
  }
}

extension String {
  fileprivate var csv: String {
    let quote = UInt8(ascii: "\"")
    let special: Set<UInt8> = [quote, UInt8(ascii: ","), UInt8(ascii: "\n")]
    guard utf8.contains(where: special.contains) else { return self }
    let doubled = utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }
    return "\"\(String(decoding: doubled, as: UTF8.self))\""
  }
}
