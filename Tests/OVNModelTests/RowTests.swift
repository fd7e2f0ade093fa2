import OVNModel
import OVSDB
import Testing

@Suite("A typed row")
struct RowTests {
  @Test("has the protocol's defaults", arguments: allRows)
  func defaults(row: RowCase) throws {
    try row.checkDefaults()
  }

  @Test("has a property for each column, named for it and for no other", arguments: allRows)
  func properties(row: RowCase) throws {
    try row.checkProperties()
  }

  @Test("is tested here if it is in a schema")
  func completeness() {
    #expect(northboundRows.map(\.table).sorted() == Northbound.tables.keys.sorted())
    #expect(southboundRows.map(\.table).sorted() == Southbound.tables.keys.sorted())
    #expect(icNorthboundRows.map(\.table).sorted() == ICNorthbound.schema.tables.keys.sorted())
    #expect(icSouthboundRows.map(\.table).sorted() == ICSouthbound.schema.tables.keys.sorted())
  }

  @Test(
    "refers to tables of its own database",
    arguments: [
      Northbound.tables, Southbound.tables, ICNorthbound.schema.tables, ICSouthbound.schema.tables,
    ])
  func references(tables: [String: TableSchema]) {
    for (name, table) in tables {
      for (column, schema) in table.columns {
        guard case .uuid(.reference(let target, _)) = schema.type.key else { continue }
        #expect(tables[target] != nil, "\(name).\(column) refers to \(target)")
      }
    }
  }
}

private let northboundRows = [
  RowCase(Northbound.name, Northbound.NBGlobal.self),
  RowCase(Northbound.name, Northbound.LogicalSwitch.self),
  RowCase(Northbound.name, Northbound.LogicalSwitchPort.self),
  RowCase(Northbound.name, Northbound.LogicalRouter.self),
  RowCase(Northbound.name, Northbound.LogicalRouterPort.self),
  RowCase(Northbound.name, Northbound.LogicalRouterStaticRoute.self),
  RowCase(Northbound.name, Northbound.LoadBalancer.self),
  RowCase(Northbound.name, Northbound.LoadBalancerGroup.self),
  RowCase(Northbound.name, Northbound.AddressSet.self),
]

private let southboundRows = [
  RowCase(Southbound.name, Southbound.SBGlobal.self),
  RowCase(Southbound.name, Southbound.Chassis.self),
  RowCase(Southbound.name, Southbound.Encap.self),
  RowCase(Southbound.name, Southbound.DatapathBinding.self),
  RowCase(Southbound.name, Southbound.PortBinding.self),
  RowCase(Southbound.name, Southbound.ServiceMonitor.self),
  RowCase(Southbound.name, Southbound.LearnedRoute.self),
  RowCase(Southbound.name, Southbound.AddressSet.self),
]

private let icNorthboundRows = [
  RowCase(ICNorthbound.name, ICNorthbound.ICNBGlobal.self),
  RowCase(ICNorthbound.name, ICNorthbound.TransitSwitch.self),
  RowCase(ICNorthbound.name, ICNorthbound.TransitSwitchPort.self),
  RowCase(ICNorthbound.name, ICNorthbound.TransitRouter.self),
  RowCase(ICNorthbound.name, ICNorthbound.TransitRouterPort.self),
  RowCase(ICNorthbound.name, ICNorthbound.Connection.self),
  RowCase(ICNorthbound.name, ICNorthbound.SSL.self),
]

private let icSouthboundRows = [
  RowCase(ICSouthbound.name, ICSouthbound.ICSBGlobal.self),
  RowCase(ICSouthbound.name, ICSouthbound.AvailabilityZone.self),
  RowCase(ICSouthbound.name, ICSouthbound.Gateway.self),
  RowCase(ICSouthbound.name, ICSouthbound.Encap.self),
  RowCase(ICSouthbound.name, ICSouthbound.DatapathBinding.self),
  RowCase(ICSouthbound.name, ICSouthbound.PortBinding.self),
  RowCase(ICSouthbound.name, ICSouthbound.Route.self),
  RowCase(ICSouthbound.name, ICSouthbound.ServiceMonitor.self),
  RowCase(ICSouthbound.name, ICSouthbound.AddressSet.self),
  RowCase(ICSouthbound.name, ICSouthbound.Connection.self),
  RowCase(ICSouthbound.name, ICSouthbound.SSL.self),
]

private let allRows = northboundRows + southboundRows + icNorthboundRows + icSouthboundRows
