internal import JSON
public import OVSDB

/// What is known of a database from its schema alone: databases of one schema share it.
public final class DatabaseLayout: Sendable {
  /// What a database is to hold.
  public let schema: DatabaseSchema
  /// The schema as one line of JSON.
  public let schemaText: String
  /// The tables' in order of their names, by which tables are numbered.
  let tables: [TableLayout]

  /// The layout of databases of a schema.
  public init(_ schema: DatabaseSchema) {
    self.schema = schema
    schemaText = schema.json.description
    let schemas = schema.tables.sorted { $0.key < $1.key }
    let numbers = Dictionary(
      uniqueKeysWithValues: schemas.enumerated().map { ($0.element.key, $0.offset) })
    tables = schemas.map { TableLayout(name: $0.key, schema: $0.value, numbers: numbers) }
  }
}
