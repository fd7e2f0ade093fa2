internal import Database
internal import OVSDB

/// The columns of a listing, `nil` for the row's UUID.
struct ListedColumns {
  let columns: [TableColumn?]

  /// Those that `names`, separated by commas or spaces, means; without names, all there are.
  init(_ names: String?, of table: TableDescription) throws(CommandError) {
    guard let names else {
      columns = [nil] + table.columns
      return
    }
    var columns: [TableColumn?] = []
    for name in names.split(whereSeparator: { $0 == "," || $0 == " " }) {
      columns.append(
        name.lowercased() == "_uuid" ? nil : try table.column(matching: String(name)))
    }
    guard !columns.isEmpty else {
      throw CommandError("must specify at least one column name")
    }
    self.columns = columns
  }

  /// A table with these headings and a row for each of `rows`.
  func table(of rows: [RowReference], _ draft: Draft) -> TextTable {
    var table = TextTable(headings: columns.map { $0?.name ?? "_uuid" })
    for row in rows {
      table.append(
        columns.map { column in
          guard let column else {
            return TextTable.Cell(Datum(.uuid(row.uuid)), ColumnType(key: .uuid()))
          }
          return TextTable.Cell(draft.value(column, of: row), column.type)
        })
    }
    return table
  }
}
