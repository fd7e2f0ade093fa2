internal import Database

extension DatabaseServer {
  /// The databases served, `_Server` among them, in order.
  public var databaseNames: [String] { core.databaseNames }

  /// What takes memory, as the command `memory/show` names it.
  public var usage: [String: Int] {
    var usage: [String: Int] = [:]
    for name in core.databaseNames {
      guard let database = core.database(named: name) else { continue }
      usage["atoms", default: 0] += database.atomCount
      for table in database.tables.values {
        usage["cells", default: 0] += table.rows.count * (table.layout.columns.count - 2)
      }
    }
    usage["monitors"] = core.monitorCount
    usage["sessions"] = core.sessionCount
    usage["triggers"] = core.waitingCount
    usage["txn-history"] = core.historyCount
    return usage
  }
}
