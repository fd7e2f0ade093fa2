import JSON
import OVSDB

extension Row {
  /// The row as an insertion writes it: columns that differ from their default and that the server
  /// has.
  func columns(for database: Database, _ capabilities: Capabilities) -> [String: JSON] {
    let known = capabilities[database]?.tables[Self.table.name]?.columns
    var result: [String: JSON] = [:]
    for column in Self.table.columns {
      if column.isDefault(in: self) || known?[column.name] == nil { continue }
      result[column.name] = column.json(of: self)
    }
    return result
  }
}
