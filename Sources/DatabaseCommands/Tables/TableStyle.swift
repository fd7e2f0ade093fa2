/// How tables are printed: the output formatting options.
public struct TableStyle: Hashable, Sendable {
  /// `--format`: how a table is laid out.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    case table, list, html, csv, json
  }

  /// `--data`: how a cell is written.
  public enum Cells: String, Hashable, Sendable, CaseIterable {
    case string, bare, json
  }

  public var format = Format.list
  public var cells = Cells.string
  /// Whether the headings are printed.
  public var hasHeadings = true
  /// Whether a table in the format `json` is spread over lines.
  public var isPretty = false
  /// The most bytes of a cell in the format `table`; `nil` is unlimited.
  public var columnWidthMaximum: Int?

  public init() {}

  /// What `--bare` stands for.
  public mutating func setBare() {
    format = .list
    cells = .bare
    hasHeadings = false
  }
}

extension TextTable {
  /// The table as text, every line of which ends in a newline.
  public func text(_ style: TableStyle) -> String {
    switch style.format {
    case .table: plainText(style)
    case .list: listText(style)
    case .html: htmlText(style)
    case .csv: csvText(style)
    case .json: jsonText(style)
    }
  }
}

extension TableStyle.Format {
  /// Whether an empty line goes between one table and the next.
  var separatesTables: Bool {
    switch self {
    case .table, .list, .csv: true
    case .html, .json: false
    }
  }
}
