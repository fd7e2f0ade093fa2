internal import Database
internal import JSON
internal import OVSDB

/// Reads <monitor-requests> (RFC 7047 4.1.5) and <monitor-cond-requests> (ovsdb-server(7) 4.1.12).
struct MonitorRequests {
  let database: Database
  let format: MonitorFormat

  /// The tables that `wire` asks for.
  func tables(_ wire: JSONElement) throws(RequestError) -> [MonitoredTable] {
    var tables: [MonitoredTable] = []
    try wire.forEachMember { name, requests throws(RequestError) in
      guard let layout = database.layout(of: name) else {
        throw .syntax("no table named \(name)")
      }
      guard requests.kind != .array || requests.count > 0 else { return }
      var table = MonitoredTable(name: name, label: layout.label)
      var hasCondition = false
      if requests.kind == .array {
        try requests.forEachElement { request throws(RequestError) in
          try read(request, layout, into: &table, &hasCondition)
        }
      } else {
        try read(requests, layout, into: &table, &hasCondition)
      }
      tables.append(table)
    }
    return tables
  }

  private func read(
    _ wire: JSONElement, _ layout: TableLayout, into table: inout MonitoredTable,
    _ hasCondition: inout Bool
  ) throws(RequestError) {
    var reader = try MemberReader(wire, name: "table \(table.name)")
    let columns = try reader.optional("columns", .array)
    let select = try reader.optional("select", .object)
    let clauses = format == .update ? nil : try reader.optional("where", .array)
    try reader.finish()
    let selection = try MonitorSelection(select, table: table.name)
    table.selection.formUnion(selection)
    for name in try names(columns, layout) {
      guard !table.columns.contains(where: { $0.name == name }) else {
        throw .syntax("column \(name) mentioned more than once", columns)
      }
      guard let position = layout.position(of: name) else { continue }
      let place = ColumnPlace(position: position, column: layout.columns[position])
      table.columns.append(MonitoredColumn(place: place, selection: selection))
    }
    // Of several requests for a table the first one's rows are told.
    if !hasCondition {
      table.condition =
        if let clauses { try MonitorCondition(clauses, layout) } else { .always }
      hasCondition = true
    } else if let clauses {
      _ = try MonitorCondition(clauses, layout)
    }
  }

  private func names(
    _ wire: JSONElement?, _ layout: TableLayout
  ) throws(RequestError) -> [String] {
    guard let wire else { return layout.columns.map(\.name).filter { $0 != "_uuid" } }
    var names: [String] = []
    try wire.forEachElement { element throws(RequestError) in
      guard let name = element.string else {
        throw .syntax("array of column names expected", wire)
      }
      guard layout.position(of: name) != nil else {
        throw .syntax("\(name) is not a valid column name", wire)
      }
      names.append(name)
    }
    return names
  }

  /// The tables of a monitor with the conditions that `wire`, which is
  /// <monitor-cond-update-requests>, puts in place of theirs.
  func tables(
    _ tables: [String: MonitoredTable], changedBy wire: JSONElement
  ) throws(RequestError) -> [MonitoredTable] {
    guard wire.kind == .object else {
      throw .syntax("monitor-cond-change-requests must be object")
    }
    var tables = tables
    try wire.forEachMember { name, requests throws(RequestError) in
      guard let layout = database.layout(of: name) else {
        throw .syntax("no table named \(name)")
      }
      guard tables[name] != nil else {
        throw .syntax("no table named \(name) in monitor session")
      }
      guard requests.kind == .array else {
        throw .syntax("table \(name) no monitor-cond-change JSON array")
      }
      try requests.forEachElement { request throws(RequestError) in
        var reader = try MemberReader(request, name: "table \(name)")
        let columns = try reader.optional("columns", .array)
        let clauses = try reader.optional("where", .array)
        try reader.finish()
        if columns != nil { throw .syntax("changing columns is unsupported", request) }
        if let clauses { tables[name]?.condition = try MonitorCondition(clauses, layout) }
      }
    }
    return Array(tables.values)
  }
}
