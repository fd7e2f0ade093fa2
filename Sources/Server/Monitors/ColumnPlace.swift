internal import Database
internal import JSON
internal import OVSDB

/// Where a column is in a row, and what it holds there.
struct ColumnPlace: Hashable {
  let position: Int
  let type: ColumnType

  func isEqual(in old: DatabaseRow, _ new: DatabaseRow) -> Bool { old[position] == new[position] }

  /// Whether the row holds what a column of this type holds that no one has set (RFC 7047 5.2.1).
  func isDefault(in row: DatabaseRow) -> Bool {
    let datum = row[position]
    guard type.minimum > 0 else { return datum.isEmpty }
    var isDefault = datum.count == 1
    let check = { (key: Atom, value: Atom?) in
      isDefault = isDefault && key.isDefault && value?.isDefault ?? true
    }
    datum.forEachElement(check)
    return isDefault
  }

  func write(_ row: DatabaseRow, to bytes: inout [UInt8]) {
    row[position].json(type).write(to: &bytes)
  }

  func writeDifference(_ old: DatabaseRow, _ new: DatabaseRow, to bytes: inout [UInt8]) {
    old[position].difference(to: new[position], type).json(type).write(to: &bytes)
  }
}

extension Atom {
  fileprivate var isDefault: Bool {
    switch self {
    case .integer(let value): value == 0
    case .real(let value): value == 0
    case .boolean(let value): !value
    case .string(let value): value.isEmpty
    case .uuid(let value): value == .zero
    }
  }
}
