import Lab
import OVNModel
import Testing

@Suite("A lab")
struct LabTests {
  @Test("registers its zones and makes their transit switches")
  func registration() throws {
    let lab = try Lab(.pair)
    let interconnect = try #require(lab.interconnect)
    let zones = interconnect.southbound.rows(ICSouthbound.AvailabilityZone.self)
    #expect(zones.values.map(\.name).sorted() == ["east", "west"])
    for zone in lab.zones {
      let switches = zone.northbound.rows(Northbound.LogicalSwitch.self)
      #expect(switches.values.map(\.name).sorted() == ["net-\(zone.name)", "ts1"])
    }
  }
}
