import JSON
public import OVSDB

extension Atom {
  /// Appends the <atom>'s text.
  func write(to bytes: inout [UInt8]) {
    switch self {
    case .string(let value): value.writeQuoted(to: &bytes)
    case .uuid(let value): value.writeReference(to: &bytes)
    case .boolean, .integer, .real: json.write(to: &bytes)
    }
  }
}

extension UUID {
  /// Appends `["uuid","…"]`.
  func writeReference(to bytes: inout [UInt8]) {
    bytes += #"["uuid",""#.utf8
    write(to: &bytes)
    bytes += #""]"#.utf8
  }
}

extension Datum {
  /// Appends the text of ``json(_:)``, without a value in between.
  public func write(_ type: ColumnType, to bytes: inout [UInt8]) {
    if case .atom(let atom) = storage { return atom.write(to: &bytes) }
    bytes += (type.isMap ? #"["map",["# : #"["set",["#).utf8
    var isFirst = true
    forEachElement { key, value in
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      guard let value else { return key.write(to: &bytes) }
      bytes.append(UInt8(ascii: "["))
      key.write(to: &bytes)
      bytes.append(UInt8(ascii: ","))
      value.write(to: &bytes)
      bytes.append(UInt8(ascii: "]"))
    }
    bytes += "]]".utf8
  }
}

extension DatabaseRow {
  /// Appends the columns at those positions as an object by their names: <row> of RFC 7047 3.1.
  public func write(
    _ positions: some Sequence<Int>, _ layout: TableLayout, to bytes: inout [UInt8]
  ) {
    bytes.append(UInt8(ascii: "{"))
    var isFirst = true
    for position in positions {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      let column = layout.columns[position]
      bytes += column.label
      self[position].write(column.type, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }
}
