import JSON
import OVNModel
import OVSDB
import Testing

@testable import Lab

@Suite("A transit switch in the lab")
struct TransitSwitchStories {
  @Test(
    "becomes a switch in every zone, with the tunnel key of IC-Southbound down to the chassis",
    arguments: SchemaRelease.allCases)
  func creation(_ schemas: SchemaRelease) throws {
    let lab = try Lab.joined(schemas: schemas)
    try lab.addTransitSwitch("ts2")
    let contents = MeshContents(lab)
    let key = try #require(
      contents.datapaths.values.first { $0.transitSwitch == "ts2" }?.tunnelKey)
    #expect((16_711_681...16_777_215).contains(key))
    for zone in contents.zones {
      let row = try #require(zone.switches.first { $0.value.name == "ts2" })
      #expect(row.value.otherConfig["interconn-ts"] == "ts2")
      #expect(row.value.otherConfig["requested-tnl-key"] == "\(key)")
      let datapaths = zone.zone.southbound.rows(Southbound.DatapathBinding.self).values
      #expect(
        datapaths.filter { $0.tunnelKey == key }.map { $0.externalIDs["logical-switch"] }
          == ["\(row.key)"])
    }
  }

  @Test("has a tunnel key that no other has")
  func severalSwitches() throws {
    let lab = try Lab.joined()
    for number in 2...12 { try lab.addTransitSwitch("ts\(number)") }
    #expect(Set(MeshContents(lab).datapaths.values.map(\.tunnelKey)).count == 12)
  }

  @Test("takes its ports and routes with it, and leaves the others alone")
  func deletion() throws {
    let lab = try Lab.joined()
    try lab.addTransitSwitch("ts2")
    let kept = MeshContents(lab).datapaths.filter { $0.value.transitSwitch == "ts2" }
    try lab.deleteTransitSwitch("ts1")
    let contents = MeshContents(lab)
    #expect(contents.datapaths == kept)
    #expect(contents.ports.isEmpty)
    #expect(contents.routes.isEmpty)
    for zone in contents.zones { #expect(zone.transitSwitches.map(\.name) == ["ts2"]) }
    #expect(lab.learned("west") == [])
  }

  @Test("gets a removed tunnel key back and keeps keys of others")
  func repairOfKeys() throws {
    let lab = try Lab.joined()
    let before = MeshContents(lab).zones[0].transitSwitches[0].otherConfig
    try lab.change("east") {
      try $0.northbound.transact(
        .setKey(
          "mcast_snoop", "true", in: "other_config", of: "Logical_Switch", Condition.name("ts1")),
        .setKey(
          "requested-tnl-key", nil, in: "other_config", of: "Logical_Switch", Condition.name("ts1"))
      )
    }
    #expect(
      MeshContents(lab).zones[0].transitSwitches[0].otherConfig
        == before.merging(["mcast_snoop": "true"]) { $1 })
  }

  @Test("leaves a switch alone that merely has its name")
  func sameName() throws {
    let lab = try Lab.joined()
    try lab.change("east") {
      try $0.northbound.transact(
        .insert(
          table: "Logical_Switch",
          row: ["name": "ts2", "other_config": .map([("mine", "1")])]))
    }
    try lab.addTransitSwitch("ts2")
    #expect(lab.switchCount("ts2", in: "east") == 2)
    try lab.deleteTransitSwitch("ts2")
    let left = MeshContents(lab).zones[0].switches.values.filter { $0.name == "ts2" }
    #expect(left.map(\.otherConfig) == [["mine": "1"]])
  }

  @Test("has keys of the small range in VXLAN mode")
  func vxlanMode() throws {
    let lab = try Lab.joined()
    let keys = { MeshContents(lab).datapaths.values.map(\.tunnelKey) }
    let before = keys()
    try lab.configure(chassis: 0, of: "east", ["ovn-encap-type": "vxlan"])
    try lab.setTunnelMode(isVXLAN: true)
    #expect(keys() == [1_025])
    try lab.setTunnelMode(isVXLAN: false)
    #expect(keys() == before)
  }
}

extension Lab {
  fileprivate func switchCount(_ name: String, in zone: String) -> Int {
    MeshContents(self).zones.filter { $0.zone.name == zone }
      .reduce(0) { $0 + $1.switches.values.filter { $0.name == name }.count }
  }

  fileprivate func setTunnelMode(isVXLAN: Bool) throws {
    try changeInterconnect(
      .setKey("vxlan_mode", "\(isVXLAN)", in: "options", of: "IC_NB_Global", []))
  }
}
