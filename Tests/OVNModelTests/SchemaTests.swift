import JSON
import OVNModel
import OVSDB
import Testing

@Suite("A declared schema")
struct SchemaTests {
  @Test("is the distribution's and what was changed since", arguments: Predecessor.all)
  func predecessor(_ predecessor: Predecessor) throws {
    let installed = try installedSchema(predecessor.file)
    try #require(installed.version == predecessor.version)
    #expect(predecessor.schema.name == installed.name)
    #expect(predecessor.schema.version == predecessor.newVersion)
    #expect(installed.tables.changes(to: predecessor.schema.tables) == predecessor.changes)
  }

  @Test("is read again from the file that is printed of it", arguments: DatabaseSchema.all)
  func roundTrip(schema: DatabaseSchema) throws {
    #expect(try DatabaseSchema(wire: JSONDocument(parsing: schema.fileText.utf8).root) == schema)
  }
}

extension DatabaseSchema {
  /// Every schema of the model.
  static let all = [
    Northbound.schema, Southbound.schema, ICNorthbound.schema, ICSouthbound.schema,
    OpenVSwitch.schema,
  ]
}
