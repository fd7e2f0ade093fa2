internal import Database
internal import OVSDB

// Tables whose changes are logged: `tlog-set` of ovsdb-server(1).
extension DatabaseServer {
  /// Has changes of the rows of a table, named as `DATABASE:TABLE`, logged, or no longer. Throws if
  /// there is no such table.
  public func setLogged(_ isLogged: Bool, _ place: String) throws(DatabaseFileError) {
    let parts = place.split(separator: ":").map(String.init)
    guard parts.count == 2 else { throw DatabaseFileError("invalid DB:TABLE argument") }
    guard let database = core.database(named: parts[0]) else {
      throw DatabaseFileError("no such database")
    }
    guard database.tables[parts[1]] != nil else { throw DatabaseFileError("no such table") }
    guard files[parts[0]] != nil else {
      throw DatabaseFileError("changes of built-in databases are not logged")
    }
    if isLogged {
      loggedTables[parts[0], default: []].insert(parts[1])
    } else {
      loggedTables[parts[0]]?.remove(parts[1])
    }
  }

  /// All tables by database, and whether their changes are logged.
  public var tableLog: [(database: String, tables: [(name: String, isLogged: Bool)])] {
    core.databaseNames.map { name in
      let tables = core.database(named: name)?.tables.keys.sorted() ?? []
      return (name, tables.map { ($0, loggedTables[name]?.contains($0) ?? false) })
    }
  }

  func logChanges(_ changes: [RowChange], of name: String) {
    guard let logged = loggedTables[name], !logged.isEmpty else { return }
    for change in changes where logged.contains(change.table) {
      guard let row = change.new ?? change.old else { continue }
      let verb = change.old == nil ? "inserted" : change.new == nil ? "deleted" : "updated"
      log(.info, "table:\(change.table),op:\(verb),\(row.text(change.layout))")
    }
  }
}
