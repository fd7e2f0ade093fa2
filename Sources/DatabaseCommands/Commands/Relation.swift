internal import Database
internal import OVSDB

/// How a condition holds a column's value against another.
enum Relation: String, CaseIterable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case greater = ">"
  case lessOrEqual = "<="
  case greaterOrEqual = ">="
  case equalSet = "{=}"
  case notEqualSet = "{!=}"
  case properSubset = "{<}"
  case properSuperset = "{>}"
  case subset = "{<=}"
  case superset = "{>=}"
  case allIn = "{in}"
  case noneIn = "{not-in}"

  /// Whether values are taken as sets, and a key that is not there as the empty one.
  var isOfSets: Bool { rawValue.hasPrefix("{") }

  func holds(_ left: Datum, _ right: Datum) -> Bool {
    switch self {
    case .equal, .equalSet: left == right
    case .notEqual, .notEqualSet: left != right
    case .less: left.compared(to: right) < 0
    case .greater: left.compared(to: right) > 0
    case .lessOrEqual: left.compared(to: right) <= 0
    case .greaterOrEqual: left.compared(to: right) >= 0
    case .properSubset: left.count < right.count && left.isSubset(of: right)
    case .properSuperset: left.count > right.count && right.isSubset(of: left)
    case .subset, .allIn: left.isSubset(of: right)
    case .superset: right.isSubset(of: left)
    case .noneIn: left.isDisjoint(with: right)
    }
  }
}

extension CommandContext {
  /// Whether the row is as `text`, `COLUMN[:KEY]RELATIONVALUE`, says.
  mutating func satisfies(
    _ text: String, _ row: RowReference, of table: TableDescription
  ) throws(CommandError) -> Bool {
    let (argument, name, value) = try ColumnArgument.withValue(
      text, of: table, operators: Relation.allCases.map(\.rawValue))
    let column = argument.column
    guard let relation = Relation(rawValue: name) else { return false }
    let found = draft.value(column, of: row)
    guard let key = argument.key else {
      return relation.holds(found, try Datum(reading: value, column.type, &symbols))
    }
    guard let valueType = column.type.value else {
      throw CommandError("cannot specify key to check for non-map column \(column.name)")
    }
    let wantedKey = try Atom(reading: key, column.type.key, &symbols)
    let type = ColumnType(
      key: valueType, minimum: column.type.minimum, maximum: nil)
    let wanted = try Datum(reading: value, type, &symbols)
    let atKey = found.value(of: wantedKey)
    guard atKey != nil || relation.isOfSets else { return false }
    return relation.holds(atKey.map { Datum($0) } ?? Datum(), wanted)
  }
}
