import JSON
import OVNModel
import OVSDB
import Testing

@testable import Lab

@Suite("A router's port on a transit switch in the lab")
struct PortStories {
  @Test(
    "is a remote port in the other zone, at the gateway that has it",
    arguments: SchemaRelease.allCases)
  func exchange(_ schemas: SchemaRelease) throws {
    let lab = try Lab.joined(schemas: schemas)
    #expect(
      lab.ports(of: "ts1", in: "west") == [
        #"ts1-east-ts1 remote ["0a:00:00:01:01:02 169.254.100.1/16"] at gw-east"#,
        #"ts1-west-ts1 router ["router"] at -"#,
      ])
  }

  @Test("has the same tunnel key everywhere, in the Southbound databases too")
  func tunnelKeys() throws {
    let lab = try Lab.joined("east", "west", "north")
    let contents = MeshContents(lab)
    let keys = Dictionary(
      uniqueKeysWithValues: contents.ports.values.map { ($0.logicalPort, $0.tunnelKey) })
    #expect(Set(keys.values).count == 3)
    for zone in contents.zones {
      let bound = zone.portBindings.values.filter { keys[$0.logicalPort] != nil }
      #expect(
        Dictionary(uniqueKeysWithValues: bound.map { ($0.logicalPort, $0.tunnelKey) }) == keys)
    }
  }

  @Test("names its router in IC-Southbound")
  func routerIdentity() throws {
    let contents = MeshContents(try Lab.joined())
    let router = try #require(contents.zones[0].routers.keys.first)
    let port = contents.ports.values.first { $0.logicalPort == "ts1-east-ts1" }
    #expect(port?.externalIDs["router-id"] == "\(router)")
  }

  @Test("is followed when its addresses change")
  func addresses() throws {
    let lab = try Lab.joined()
    try lab.change("east") { try $0.readdress("169.254.100.7/16", "fd00:100::7/64") }
    #expect(
      lab.ports(of: "ts1", in: "west").first
        == #"ts1-east-ts1 remote ["0a:00:00:01:01:02 169.254.100.7/16 fd00:100::7/64"] at gw-east"#)
  }

  @Test("keeps its binding, without address, while the router's side is missing")
  func withoutRouterPort() throws {
    let lab = try Lab.joined()
    try lab.change("east") { try $0.removeRouterPort("east-ts1") }
    #expect(lab.ports(of: "ts1", in: "west").first == "ts1-east-ts1 remote [] at -")
  }

  @Test("disappears everywhere when it is deleted")
  func deletion() throws {
    let lab = try Lab.joined()
    try lab.change("east") { try $0.detachRouter(from: "ts1") }
    #expect(lab.ports(of: "ts1", in: "west") == [#"ts1-west-ts1 router ["router"] at -"#])
    #expect(MeshContents(lab).ports.values.map(\.logicalPort) == ["ts1-west-ts1"])
  }

  @Test("gets a tunnel key of its own, also when zones add ports at once")
  func simultaneousPorts() throws {
    let lab = try Lab.joined("east", "west", "north", "south")
    try lab.addTransitSwitch("ts2")
    for (index, zone) in lab.zones.enumerated() {
      try zone.attachRouter(to: "ts2", host: index + 1)
    }
    try lab.requireRest()
    let ports = MeshContents(lab).ports.values.filter { $0.transitSwitch == "ts2" }
    #expect(ports.count == 4)
    #expect(Set(ports.map(\.tunnelKey)).count == 4)
  }
}
