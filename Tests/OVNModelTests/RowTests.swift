import OVNModel
import OVSDB
import Testing

@Suite("A typed row")
struct RowTests {
  @Test("has the protocol's defaults", arguments: RowCase.all)
  func defaults(row: RowCase) throws {
    try row.checkDefaults()
  }

  @Test("has a property for each column, named for it and for no other", arguments: RowCase.all)
  func properties(row: RowCase) throws {
    try row.checkProperties()
  }

  @Test("is tested here if it is in a schema")
  func completeness() {
    #expect(RowCase.northbound.map(\.table).sorted() == Northbound.schema.tables.keys.sorted())
    #expect(RowCase.southbound.map(\.table).sorted() == Southbound.schema.tables.keys.sorted())
    #expect(RowCase.icNorthbound.map(\.table).sorted() == ICNorthbound.schema.tables.keys.sorted())
    #expect(RowCase.icSouthbound.map(\.table).sorted() == ICSouthbound.schema.tables.keys.sorted())
    #expect(RowCase.openVSwitch.map(\.table).sorted() == OpenVSwitch.schema.tables.keys.sorted())
  }

  @Test("refers to tables of its own database", arguments: DatabaseSchema.all)
  func references(schema: DatabaseSchema) {
    for (name, table) in schema.tables {
      for (column, columnSchema) in table.columns {
        for case .uuid(.reference(let target, _)) in [
          columnSchema.type.key, columnSchema.type.value,
        ] {
          #expect(schema.tables[target] != nil, "\(name).\(column) refers to \(target)")
        }
      }
    }
  }
}
