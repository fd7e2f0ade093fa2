import Client
import JSON
import OVSDB
import Session
import Testbed

/// A database of two tables for the tests.
enum Zoo {
  static let schema = """
    {"name":"Zoo","version":"1.0.0","tables":{
      "Animal":{"isRoot":true,"columns":{
        "name":{"type":"string"},
        "legs":{"type":{"key":{"type":"integer","minInteger":0}}}}},
      "Keeper":{"isRoot":true,"columns":{"name":{"type":"string"}}}}}
    """

  /// The schema with one column more.
  static let newSchema = """
    {"name":"Zoo","version":"1.1.0","tables":{
      "Animal":{"isRoot":true,"columns":{
        "name":{"type":"string"},
        "wings":{"type":"integer"},
        "legs":{"type":{"key":{"type":"integer","minInteger":0}}}}},
      "Keeper":{"isRoot":true,"columns":{"name":{"type":"string"}}}}}
    """

  static func kind(in workspace: Workspace) throws -> DatabaseKind {
    DatabaseKind(name: "Zoo", schemaFile: try workspace.write(schema, to: "zoo.ovsschema"))
  }

  /// Every table and column of the schema.
  @Sendable
  static func everything(_ schema: DatabaseSchema) -> [String: [String]] {
    schema.tables.mapValues { $0.columns.keys.sorted() }
  }

  static func configuration(
    _ remotes: [Remote], leaderOnly: Bool = true
  ) -> DatabaseClientConfiguration {
    DatabaseClientConfiguration(
      database: "Zoo", remotes: remotes, leaderOnly: leaderOnly, monitored: everything)
  }

  static func insert(_ name: String, legs: Int64 = 4) -> OVSDB.Operation {
    .insert(table: "Animal", row: ["name": .string(name), "legs": .integer(legs)], name: nil)
  }
}
