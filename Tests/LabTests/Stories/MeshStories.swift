import JSON
import OVNModel
import OVSDB
import Testing

@testable import Lab

@Suite("A mesh in the lab")
struct MeshStories {
  @Test("of two zones goes from nothing to routes learned both ways")
  func fromNothing() throws {
    let lab = try Lab.joined()
    #expect(lab.learned("east") == ["10.0.3.1/24 via 169.254.100.2 connected"])
    #expect(lab.learned("west") == ["10.0.2.1/24 via 169.254.100.1 connected"])
  }

  @Test("gets back any row of its daemons that somebody deletes", arguments: OwnedTable.allCases)
  func repair(_ table: OwnedTable) throws {
    let lab = try Lab.joined()
    let before = MeshContents(lab).lines
    let server = try #require(lab.server(table.server(of: "east")))
    try #require(try server.deleteRow(of: table, 0))
    #expect(lab.settle())
    if table == .transitSwitch {
      // The operator's port went with the switch.
      try lab.zone("east")?.attachRouter(to: "ts1", host: 1)
      #expect(lab.settle())
      #expect(lab.learned("west") == ["10.0.2.1/24 via 169.254.100.1 connected"])
    } else {
      #expect(MeshContents(lab).lines == before)
    }
  }

  @Test("keeps nothing of a zone that leaves, nor the zone anything of the mesh")
  func leaving() throws {
    let lab = try Lab.joined()
    try lab.rename("east", to: "")
    #expect(lab.registeredZones == ["west"])
    let contents = MeshContents(lab)
    let others = contents.lines.filter { !$0.hasPrefix("east:") }
    #expect(others.filter { $0.contains("gw-east") || $0.contains("ts1-east") } == [])
    #expect(lab.ports(of: "ts1", in: "east") == [#"ts1-east-ts1 router ["router"] at -"#])
    #expect(lab.learned("east") == [])
    #expect(lab.learned("west") == [])
    #expect(lab.remoteChassis("east") == [])
    #expect(lab.remoteChassis("west") == [])
  }

  @Test("takes a transit switch that goes from a zone that has left too")
  func leftBehind() throws {
    let lab = try Lab.joined()
    try lab.rename("east", to: "")
    try lab.deleteTransitSwitch("ts1")
    #expect(MeshContents(lab).zones.flatMap { $0.transitSwitches }.isEmpty)
  }

  @Test("takes a zone back that had left")
  func comingBack() throws {
    let lab = try Lab.joined()
    let before = MeshContents(lab).lines
    try lab.rename("east", to: "")
    try lab.rename("east", to: "east")
    #expect(MeshContents(lab).lines == before)
  }

  @Test("knows a renamed zone by its new name, with the same rows")
  func renaming() throws {
    let lab = try Lab.joined()
    let server = try #require(lab.interconnect?.southbound)
    let routes = Set(server.rows(ICSouthbound.Route.self).keys)
    try lab.rename("east", to: "orient")
    #expect(lab.registeredZones == ["orient", "west"])
    #expect(Set(server.rows(ICSouthbound.Route.self).keys) == routes)
    #expect(lab.learned("west") == ["10.0.2.1/24 via 169.254.100.1 connected"])
  }

  @Test("follows a gateway to its new address")
  func readdressing() throws {
    let lab = try Lab.joined()
    try lab.configure(chassis: 0, of: "east", ["ovn-encap-ip": "192.0.2.9"])
    #expect(lab.remoteChassis("west") == ["gw-east geneve 192.0.2.9"])
  }

  @Test("follows a gateway into another zone")
  func movingGateway() throws {
    let lab = try Lab.joined()
    try lab.configure(
      chassis: 0, of: "east",
      ["system-id": "retired", "ovn-is-interconn": "false", "ovn-encap-ip": "192.0.2.99"])
    try lab.removeOldChassis()
    #expect(lab.remoteChassis("west") == [])
    try lab.configure(
      chassis: 1, of: "west",
      [
        "system-id": "gw-east", "ovn-is-interconn": "true", "ovn-encap-ip": "192.168.2.50",
      ])
    try lab.removeOldChassis()
    #expect(
      lab.remoteChassis("east")
        == ["gw-east geneve 192.168.2.50", "gw-west geneve 192.168.3.1"])
    #expect(lab.remoteChassis("west") == [])
  }

  @Test("fills an empty IC Southbound database that takes the place of the old one")
  func emptySouthbound() throws {
    let lab = try Lab.joined()
    let before = MeshContents(lab).lines
    let server = try #require(lab.interconnect?.southbound)
    server.kill()
    server.removeDatabase()
    try server.start()
    #expect(lab.settle())
    #expect(MeshContents(lab).lines == before)
  }

  @Test("empties its zones when an empty IC Northbound database takes the place of the old one")
  func emptyNorthbound() throws {
    let lab = try Lab.joined()
    let server = try #require(lab.interconnect?.northbound)
    server.kill()
    server.removeDatabase()
    try server.start()
    #expect(lab.settle())
    #expect(lab.learned("east") == [])
    #expect(MeshContents(lab).routes.isEmpty)
    #expect(MeshContents(lab).datapaths.isEmpty)
    #expect(lab.registeredZones == ["east", "west"])
  }

  @Test("gets tunnel keys also while the zone that may allocate them has no name")
  func namelessHolder() throws {
    let lab = try Lab.joined()
    try lab.rename("east", to: "")
    let server = try #require(lab.interconnect?.northbound)
    try server.transact(.insert(table: "Transit_Switch", row: ["name": "ts2"]))
    #expect(lab.settle())
    #expect(MeshContents(lab).datapaths.values.map(\.transitSwitch).sorted() == ["ts1", "ts2"])
  }
}
