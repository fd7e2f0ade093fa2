import Lab
import OVNModel
import Testing

@Suite("A lab")
struct LabTests {
  @Test("of two zones exchanges routes both ways")
  func exchange() throws {
    let lab = try Lab(.pair)
    let interconnect = try #require(lab.interconnect)
    let zones = interconnect.southbound.rows(ICSouthbound.AvailabilityZone.self)
    #expect(zones.values.map(\.name).sorted() == ["east", "west"])
    for zone in lab.zones {
      let switches = zone.northbound.rows(Northbound.LogicalSwitch.self)
      #expect(switches.values.map(\.name).sorted() == ["net-\(zone.name)", "ts1"])
    }
    #expect(lab.learnedRoutes(in: "east") == ["10.0.3.1/24"])
    #expect(lab.learnedRoutes(in: "west") == ["10.0.2.1/24"])
  }
}

extension Lab {
  /// The prefixes that a zone has learned from others.
  func learnedRoutes(in zone: String) -> [String] {
    let rows = self.zone(zone)?.northbound.rows(Northbound.LogicalRouterStaticRoute.self) ?? [:]
    return rows.values.filter { $0.externalIDs["ic-learned-route"] != nil }.map(\.ipPrefix)
      .sorted()
  }
}
