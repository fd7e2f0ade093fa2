public import Database
internal import JSON
public import OVSDB

/// Rows of values under headings, to be printed in one of several formats.
public struct TextTable: Hashable, Sendable {
  /// One value, and the type by which it is written.
  public struct Cell: Hashable, Sendable {
    public var value: Datum
    public var type: ColumnType

    public init(_ value: Datum, _ type: ColumnType) {
      self.value = value
      self.type = type
    }
  }

  public var headings: [String]
  /// Each as long as the headings.
  public private(set) var rows: [[Cell]] = []

  public init(headings: [String]) { self.headings = headings }

  /// Adds a row below; traps unless it has a cell for each heading.
  public mutating func append(_ row: [Cell]) {
    precondition(row.count == headings.count, "a row has one cell for each heading")
    rows.append(row)
  }
}

extension TextTable.Cell {
  var json: JSON { value.json(type) }

  func text(_ style: TableStyle) -> String {
    switch style.cells {
    case .string: value.text(type)
    case .bare: value.bareText
    case .json: json.description
    }
  }
}
