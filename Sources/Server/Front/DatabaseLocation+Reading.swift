internal import Database
internal import JSON
internal import OVSDB

extension DatabaseLocation {
  /// Throws, in the words of `ovsdb-server`, if there is no such column that could hold the setting.
  func check(_ database: Database?, allowsReference: Bool) throws(RemoteConfigurationError) {
    let text = "\"\(description)\": "
    guard let database else {
      throw RemoteConfigurationError(text + "no database named \(self.database)")
    }
    guard let layout = database.layout(of: table) else {
      throw RemoteConfigurationError(text + "no table named \(table)")
    }
    guard let position = layout.position(of: column) else {
      throw RemoteConfigurationError(text + "table \"\(table)\" has no column \"\(column)\"")
    }
    let type = layout.columns[position].type
    guard type.value == nil, type.isText || allowsReference && type.referredTable != nil else {
      throw RemoteConfigurationError(
        text + "type of table \"\(table)\" column \"\(column)\" is not string or UUID")
    }
  }

  /// The first nonempty string in the column.
  func string(in database: Database?) -> String? {
    strings(in: database).first { !$0.isEmpty }
  }

  /// The strings in the column of all rows.
  private func strings(in database: Database?) -> [String] {
    var strings: [String] = []
    forEachAtom(in: database) { if let string = $0.string { strings.append(string) } }
    return strings
  }

  /// The remotes that the column names, itself or in the rows it refers to.
  func remotes(in database: Database?) -> [String: RemoteSettings] {
    var remotes: [String: RemoteSettings] = [:]
    for row in connections(in: database) {
      guard let target = row.string("target") else { continue }
      remotes[target] = row.settings
    }
    for target in strings(in: database) { remotes[target] = RemoteSettings() }
    return remotes
  }

  /// The rows that the column refers to.
  func connections(in database: Database?) -> [ConnectionRow] {
    guard let database, let layout = database.layout(of: table),
      let position = layout.position(of: column),
      let name = layout.columns[position].type.referredTable, let table = database.tables[name]
    else { return [] }
    var rows: [ConnectionRow] = []
    forEachAtom(in: database) { atom in
      guard let uuid = atom.uuid, let row = table.rows[uuid] else { return }
      rows.append(ConnectionRow(uuid: uuid, row: row, layout: table.layout))
    }
    return rows
  }

  /// The tables whose rows make up the setting.
  func tables(in database: Database?) -> Set<String> {
    guard let layout = database?.layout(of: table), let position = layout.position(of: column),
      let referred = layout.columns[position].type.referredTable
    else { return [table] }
    return [table, referred]
  }

  private func forEachAtom(in database: Database?, _ body: (Atom) -> Void) {
    guard let database, let position = database.layout(of: table)?.position(of: column) else {
      return
    }
    func visit(_ atom: Atom, _: Atom?) { body(atom) }
    database.forEachRow(of: table) { _, row in row[position].forEachElement(visit) }
  }
}

/// A row of a Connection table.
struct ConnectionRow {
  let uuid: UUID
  let row: DatabaseRow
  let layout: TableLayout

  func string(_ column: String) -> String? { atom(column)?.string }

  func hasColumn(_ column: String) -> Bool { layout.position(of: column) != nil }

  var settings: RemoteSettings {
    RemoteSettings(
      probeInterval: atom("inactivity_probe")?.integer.map { .milliseconds($0) },
      maximumBackoff: atom("max_backoff")?.integer.map { .milliseconds($0) },
      isReadOnly: atom("read_only")?.boolean ?? false, role: string("role") ?? "")
  }

  private func atom(_ column: String) -> Atom? {
    layout.position(of: column).flatMap { row[$0].scalar }
  }
}

extension ColumnType {
  fileprivate var isText: Bool { if case .string = key { true } else { false } }

  /// The table that a column of references refers to.
  fileprivate var referredTable: String? {
    guard case .uuid(.reference(let table, _)?) = key else { return nil }
    return table
  }
}
