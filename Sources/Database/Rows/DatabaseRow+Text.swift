extension DatabaseRow {
  /// All columns in the notation of the OVS tools, as `name:value`, with commas between them.
  public func text(_ layout: TableLayout) -> String {
    layout.columns.enumerated()
      .map { position, column in "\(column.name):\(self[position].text(column.type))" }
      .joined(separator: ",")
  }
}
