internal import Database
public import JSON
public import OVSDB

/// All rows of a database, as its server tells them.
public struct DatabaseContents: Sendable {
  public let catalog: TableCatalog
  /// The rows of each table; a row has a value for each column, in the catalog's order.
  private(set) var tables: [String: [UUID: [Datum]]] = [:]

  /// An empty database of that schema.
  public init(_ schema: DatabaseSchema) { catalog = TableCatalog(schema) }

  /// Forgets all rows.
  public mutating func removeAll() { tables = [:] }

  /// The columns of every table, as a client asks for them.
  public static func monitored(in schema: DatabaseSchema) -> [String: [String]] {
    schema.tables.mapValues { Array($0.columns.keys) }
  }
}

/// Why an update cannot be taken over.
public struct ContentsError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}

extension DatabaseContents {
  /// Takes over <table-updates> of RFC 7047 4.1.6: old and new rows.
  public mutating func apply(updates: JSONElement) throws(ContentsError) {
    try forEachRow(of: updates) { (contents, table, uuid, change) throws(ContentsError) in
      if let new = change["new"] {
        try contents.set(table, uuid, new)
      } else {
        contents.tables[table.name]?[uuid] = nil
      }
    }
  }

  /// Takes over <table-updates2> of ovsdb-server(7) 4.1.14: rows and differences.
  public mutating func apply(updates2: JSONElement) throws(ContentsError) {
    try forEachRow(of: updates2) { (contents, table, uuid, change) throws(ContentsError) in
      if let row = change["initial"] ?? change["insert"] {
        contents.tables[table.name]?[uuid] = nil
        try contents.set(table, uuid, row)
      } else if let difference = change["modify"] {
        try contents.modify(table, uuid, difference)
      } else {
        contents.tables[table.name]?[uuid] = nil
      }
    }
  }

  private mutating func forEachRow(
    of updates: JSONElement,
    _ body: (inout Self, TableDescription, UUID, JSONElement) throws(ContentsError) -> Void
  ) throws(ContentsError) {
    try updates.forEachMember { name, rows throws(ContentsError) in
      guard let table = catalog.table(named: name) else {
        throw ContentsError("update of unknown table \"\(name)\"")
      }
      try rows.forEachMember { id, change throws(ContentsError) in
        guard let uuid = UUID(id) else { throw ContentsError("\"\(id)\" is no row's UUID") }
        try body(&self, table, uuid, change)
      }
    }
  }

  /// Sets the columns that `row` mentions; those of a new row are at their defaults before.
  private mutating func set(
    _ table: TableDescription, _ uuid: UUID, _ row: JSONElement
  ) throws(ContentsError) {
    var values = tables[table.name]?[uuid] ?? table.columns.map { Datum(defaultOf: $0.type) }
    try Self.forEachColumn(of: table, in: row) { (column, value) throws(OperationError) in
      values[column.index] = try Datum(value, column.type)
    }
    tables[table.name, default: [:]][uuid] = values
  }

  private mutating func modify(
    _ table: TableDescription, _ uuid: UUID, _ difference: JSONElement
  ) throws(ContentsError) {
    guard var values = tables[table.name]?[uuid] else {
      throw ContentsError("change of a row that is not there, \(uuid) of \(table.name)")
    }
    try Self.forEachColumn(of: table, in: difference) { (column, value) throws(OperationError) in
      // A difference may have more elements than the value, and none of a value that must have one.
      var type = column.type
      if type.isComposite { (type.minimum, type.maximum) = (0, nil) }
      values[column.index] = try values[column.index].applying(
        difference: try Datum(value, type), column.type)
    }
    tables[table.name]?[uuid] = values
  }

  private static func forEachColumn(
    of table: TableDescription, in row: JSONElement,
    _ body: (TableColumn, JSONElement) throws(OperationError) -> Void
  ) throws(ContentsError) {
    try row.forEachMember { name, value throws(ContentsError) in
      guard let column = table.column(named: name) else { return }
      do throws(OperationError) { try body(column, value) } catch {
        throw ContentsError("\(table.name), column \(name): \(error)")
      }
    }
  }
}
