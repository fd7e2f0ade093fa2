public import JSON
public import OVSDB

/// How rows stand in a `<table-updates>` object.
public enum TableUpdateFormat: Sendable {
  /// `old` and `new` (RFC 7047, 4.1.6).
  case update
  /// `initial`, `insert`, `modify`, `delete` (ovsdb-server(7), 4.1.14); `update3` has the same rows.
  case update2
}

/// A row of an update that is not what the schema promised; its other columns have been applied.
public struct ReplicaProblem: Error, CustomStringConvertible, Equatable, Sendable {
  public let table: String
  public let row: String
  public let message: String

  public var description: String { "\(table) row \(row): \(message)" }
}

/// The client's copy of a database: applies the server's updates to typed tables.
public final class DatabaseReplica {
  public let name: String
  @usableFromInline var tables: [String: TableUpdater] = [:]

  /// A replica of the database called `name`, without tables.
  public init(name: String) { self.name = name }

  /// Adds a table to what is replicated.
  @inlinable
  public func add<R>(_ table: TableReplica<R>) { tables[R.table.name] = TableUpdater(table) }

  /// The tables replicated and their columns.
  public var declared: MonitoredTables { MonitoredTables(tables.mapValues(\.columns)) }

  /// Replaces all contents by those of `updates`; only what differs counts as changed.
  public func replaceContents(
    with updates: JSONElement, format: TableUpdateFormat
  ) -> [ReplicaProblem] {
    for table in tables.values { table.beginContents() }
    let problems = apply(updates, format: format)
    for table in tables.values { table.endContents() }
    return problems
  }

  /// Applies a `<table-updates>` object and returns what in it could not be understood.
  public func apply(_ updates: JSONElement, format: TableUpdateFormat) -> [ReplicaProblem] {
    var problems: [ReplicaProblem] = []
    updates.forEachMember { name, rows in
      guard let table = tables[name] else { return }
      rows.forEachPair { key, wire in
        let report = { (message: String) in
          problems.append(ReplicaProblem(table: name, row: key.string ?? "", message: message))
        }
        guard let uuid = UUID(key) else {
          report("not a UUID")
          return
        }
        apply(wire, to: uuid, of: table, format: format, report: report)
      }
    }
    return problems
  }

  private func apply(
    _ wire: JSONElement, to uuid: UUID, of table: TableUpdater, format: TableUpdateFormat,
    report: (String) -> Void
  ) {
    let reportWire = { (error: WireError) in report(error.description) }
    switch format {
    case .update:
      if let row = wire["new"] {
        table.insert(uuid, row, reportWire)
      } else if wire["old"] != nil {
        table.delete(uuid)
      } else {
        report("a row update with neither \"old\" nor \"new\"")
      }
    case .update2:
      if let row = wire["modify"] {
        table.modify(uuid, row, reportWire)
      } else if let row = wire["insert"] ?? wire["initial"] {
        table.insert(uuid, row, reportWire)
      } else if wire["delete"] != nil {
        table.delete(uuid)
      } else {
        report("a row update with none of \"initial\", \"insert\", \"modify\" and \"delete\"")
      }
    }
  }
}
