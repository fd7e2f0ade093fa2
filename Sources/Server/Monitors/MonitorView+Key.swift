internal import JSON

extension MonitorView {
  /// What tells views apart: two monitors with equal keys share a view.
  struct Key: Hashable {
    private struct Table: Hashable {
      let name: String
      let columns: [String: MonitorSelection]
      let selection: MonitorSelection
      let condition: JSON
    }

    private let format: MonitorFormat
    private let tables: [Table]

    init(_ tables: [MonitoredTable], _ format: MonitorFormat) {
      self.format = format
      self.tables = tables.sorted { $0.name < $1.name }.map { table in
        Table(
          name: table.name,
          columns: Dictionary(table.columns.map { ($0.name, $0.selection) }) { first, _ in first },
          selection: table.selection, condition: table.condition.json)
      }
    }
  }
}
