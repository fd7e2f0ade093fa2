internal import Database

extension DatabaseServer {
  /// The databases served, `_Server` among them, in order.
  public var databaseNames: [String] { core.databaseNames }

  /// The files that are served, as they were given, in order.
  public var filePaths: [String] { (files.values.map(\.path) + relays.values.map(\.text)).sorted() }

  /// What takes memory, as the command `memory/show` names it: of most kinds only what there is.
  public var usage: [String: Int] {
    var (cells, atoms, weakReferences) = (0, 0, 0)
    for name in core.databaseNames {
      guard let database = core.database(named: name) else { continue }
      atoms += database.atomCount
      weakReferences += database.weakReferenceCount
      for table in database.tables.values {
        cells += table.rows.count * table.layout.columns.count
      }
    }
    let usage = [
      "cells": cells, "atoms": atoms, "json-caches": core.cacheCount,
      "backlog": openConnections.reduce(0) { $0 + $1.pendingBytes },
      "sessions": core.sessionCount, "triggers": core.waitingCount,
      "txn-history": core.historyCount,
    ].filter { $0.value != 0 }
    let always = ["monitors": core.viewCount, "n-weak-refs": weakReferences]
    return usage.merging(always) { $1 }
  }
}
