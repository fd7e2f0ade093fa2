import OVNModel
import Testing

/// A replica's rows lie side by side, and a mesh has as many of some tables as zones squared.
@Suite("A row of a table that may be large")
struct WidthTests {
  /// The most bytes that a row may take, what strings, sets and maps refer to apart.
  static let limits: [(database: String, table: String, width: Int)] = [
    (Northbound.name, "ACL", 112),
    (Northbound.name, "Logical_Router_Port", 72),
    (Northbound.name, "Logical_Router_Static_Route", 56),
    (Northbound.name, "Logical_Switch_Port", 80),
    (Northbound.name, "NAT", 104),
    (Southbound.name, "Chassis", 56),
    (Southbound.name, "Encap", 56),
    (Southbound.name, "FDB", 40),
    (Southbound.name, "Logical_Flow", 128),
    (Southbound.name, "MAC_Binding", 72),
    (Southbound.name, "Multicast_Group", 48),
    (Southbound.name, "Port_Binding", 120),
    (ICSouthbound.name, "Encap", 56),
    (ICSouthbound.name, "Gateway", 64),
    (ICSouthbound.name, "Port_Binding", 160),
    (ICSouthbound.name, "Route", 96),
  ]

  @Test("is narrow", arguments: limits)
  func width(database: String, table: String, width: Int) throws {
    let row = try #require(RowCase.all.first { $0.testDescription == "\(database) \(table)" })
    #expect(row.width <= width)
  }
}
