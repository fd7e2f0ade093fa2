import JSON
import OVNModel
import OVSDB
import Testing

@Suite("A declared schema")
struct SchemaTests {
  @Test("of IC-Northbound is the distribution's and what was added since")
  func icNorthbound() throws {
    let installed = try installedSchema("ovn-ic-nb")
    try #require(installed.version == "1.0.0")
    #expect(ICNorthbound.schema.name == installed.name)
    #expect(ICNorthbound.schema.version == "1.4.0")
    #expect(installed.tables.changes(to: ICNorthbound.schema.tables) == Self.icNorthboundSince)
  }

  @Test("of IC-Southbound is the distribution's and what was changed since")
  func icSouthbound() throws {
    let installed = try installedSchema("ovn-ic-sb")
    try #require(installed.version == "1.1.1")
    #expect(ICSouthbound.schema.name == installed.name)
    #expect(ICSouthbound.schema.version == "2.7.0")
    #expect(installed.tables.changes(to: ICSouthbound.schema.tables) == Self.icSouthboundSince)
  }

  @Test("of Northbound agrees with the distribution's as far as it goes")
  func northbound() throws {
    let installed = try installedSchema("ovn-nb")
    try #require(installed.version == "7.0.0")
    #expect(installed.name == Northbound.name)
    let restricted = installed.tables.restricted(to: Northbound.tables)
    #expect(restricted.changes(to: Northbound.tables) == Self.northboundSince)
  }

  @Test("of Southbound agrees with the distribution's as far as it goes")
  func southbound() throws {
    let installed = try installedSchema("ovn-sb")
    try #require(installed.version == "20.27.0")
    #expect(installed.name == Southbound.name)
    let restricted = installed.tables.restricted(to: Southbound.tables)
    #expect(restricted.changes(to: Southbound.tables) == Self.southboundSince)
  }

  @Test(
    "is read again from the file that is printed of it",
    arguments: [ICNorthbound.schema, ICSouthbound.schema])
  func roundTrip(schema: DatabaseSchema) throws {
    #expect(try DatabaseSchema(wire: JSONDocument(parsing: schema.fileText.utf8).root) == schema)
  }
}
