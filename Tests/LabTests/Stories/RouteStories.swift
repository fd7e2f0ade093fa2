import JSON
import OVNModel
import OVSDB
import Testing

@testable import Lab

@Suite("A route in the lab")
struct RouteStories {
  @Test(
    "that is static reaches the other zone, and leaves it when it is deleted",
    arguments: SchemaRelease.allCases)
  func staticRoute(_ schemas: SchemaRelease) throws {
    let lab = try Lab.joined(schemas: schemas)
    try lab.change("east") { try $0.addRoute("10.11.0.0/16") }
    #expect(lab.learned("west", origin: "static") == ["10.11.0.0/16 via 169.254.100.1"])
    try lab.change("east") { try $0.deleteRoute("10.11.0.0/16") }
    #expect(lab.learned("west", origin: "static") == [])
    #expect(lab.publishedPrefixes == [])
  }

  @Test("that is connected keeps its host bits", arguments: SchemaRelease.allCases)
  func connectedRoute(_ schemas: SchemaRelease) throws {
    let lab = try Lab.joined(schemas: schemas)
    try lab.change("east") { try $0.addNetwork(1) }
    #expect(
      lab.learned("west", origin: "connected")
        == ["10.0.2.1/24 via 169.254.100.1", "10.91.1.1/24 via 169.254.100.1"])
    try lab.change("east") { try $0.removeRouterPort("east-net1") }
    #expect(lab.learned("west", origin: "connected") == ["10.0.2.1/24 via 169.254.100.1"])
  }

  @Test("names what it was learned from, and what it comes from")
  func identity() throws {
    let lab = try Lab.joined()
    try lab.change("east") { try $0.addRoute("10.11.0.0/16") }
    let contents = MeshContents(lab)
    let published = try #require(contents.routes.first { $0.value.origin == "static" })
    let source = try #require(
      contents.zones[0].routes.first { $0.value.ipPrefix == "10.11.0.0/16" })
    let learned = try #require(
      contents.zones[1].routes.values.first { $0.ipPrefix == "10.11.0.0/16" })
    #expect(published.value.externalIDs["nb-id"] == "\(source.key)")
    #expect(learned.externalIDs["ic-learned-route"] == "\(published.key)")
  }

  @Test("is not returned to where it came from, nor handed on")
  func noReturn() throws {
    let lab = try Lab.joined("east", "west", "north")
    try lab.change("east") { try $0.addRoute("10.11.0.0/16") }
    try lab.change("north") { try $0.addRoute("10.13.0.0/16") }
    #expect(lab.learnedPrefixes("east") == ["10.13.0.0/16"])
    #expect(lab.learnedPrefixes("west") == ["10.11.0.0/16", "10.13.0.0/16"])
    #expect(lab.learnedPrefixes("north") == ["10.11.0.0/16"])
    #expect(lab.publishedPrefixes == ["10.11.0.0/16", "10.13.0.0/16"])
  }

  @Test("from two zones is learned from both")
  func equalPrefixes() throws {
    let lab = try Lab.joined("east", "west", "north")
    try lab.change("east") { try $0.addRoute("10.11.0.0/16") }
    try lab.change("north") { try $0.addRoute("10.11.0.0/16") }
    #expect(
      lab.learned("west", origin: "static")
        == ["10.11.0.0/16 via 169.254.100.1", "10.11.0.0/16 via 169.254.100.3"])
  }

  @Test("that the zone has itself is not learned")
  func ownRoute() throws {
    let lab = try Lab.joined()
    try lab.change("west") { try $0.addRoute("10.11.0.0/16") }
    try lab.change("east") { try $0.addRoute("10.11.0.0/16") }
    #expect(lab.learnedPrefixes("west") == [])
    try lab.change("west") { try $0.deleteRoute("10.11.0.0/16") }
    #expect(lab.learnedPrefixes("west") == ["10.11.0.0/16"])
  }

  @Test("has the router's new address as next hop when that changes")
  func nextHop() throws {
    let lab = try Lab.joined()
    try lab.change("east") { try $0.addRoute("10.11.0.0/16") }
    try lab.change("east") { try $0.readdress("169.254.100.77/16") }
    #expect(lab.learned("west", origin: "static") == ["10.11.0.0/16 via 169.254.100.77"])
  }

  @Test("goes over every transit switch that its router is on, and leaves with the switch")
  func twoSwitches() throws {
    let lab = try Lab.joined()
    try lab.addTransitSwitch("ts2")
    try lab.change("east") { try $0.attachRouter(to: "ts2", host: 1) }
    try lab.change("west") { try $0.attachRouter(to: "ts2", host: 2) }
    try lab.change("east") { try $0.addRoute("10.11.0.0/16") }
    let overFirst = "10.11.0.0/16 via 169.254.100.1"
    #expect(
      lab.learned("west", origin: "static") == [overFirst, "10.11.0.0/16 via 172.31.0.1"])
    try lab.deleteTransitSwitch("ts2")
    #expect(lab.learned("west", origin: "static") == [overFirst])
  }

  @Test("is withdrawn when its router leaves the transit switch")
  func detachedRouter() throws {
    let lab = try Lab.joined()
    try lab.change("east") { try $0.addRoute("10.11.0.0/16") }
    try lab.change("west") { try $0.addRoute("10.12.0.0/16") }
    try lab.change("east") { try $0.detachRouter(from: "ts1") }
    #expect(lab.learned("west") == [])
    #expect(lab.learned("east") == [])
  }

  @Test("of IPv6 is exchanged where the routers have addresses of it, and nowhere else")
  func ipv6() throws {
    let lab = try Lab.joined()
    try lab.change("east") { try $0.addRoute("2001:db8:11::/48") }
    #expect(lab.publishedPrefixes == [])
    try lab.change("east") { try $0.readdress("169.254.100.1/16", "2001:db8:100::1/64") }
    #expect(lab.publishedPrefixes == ["2001:db8:11::/48"])
    #expect(lab.learned("west", origin: "static") == [])
    try lab.change("west") { try $0.readdress("169.254.100.2/16", "2001:db8:100::2/64") }
    #expect(lab.learned("west", origin: "static") == ["2001:db8:11::/48 via 2001:db8:100::1"])
  }

  @Test("of a table joins the routers' ports that name it", arguments: SchemaRelease.allCases)
  func tables(_ schemas: SchemaRelease) throws {
    let lab = try Lab.joined(schemas: schemas)
    try lab.change("east") {
      try $0.addRoute("10.11.0.0/16", table: "blue")
      try $0.addRoute("10.12.0.0/16", table: "red")
      try $0.addRoute("10.13.0.0/16")
    }
    #expect(lab.learnedPrefixes("west") == ["10.13.0.0/16"])
    try lab.change("east") { try $0.setPortOptions(["route_table": "blue"]) }
    #expect(lab.learnedPrefixes("west") == [])
    try lab.change("west") { try $0.setPortOptions(["route_table": "blue"]) }
    #expect(lab.learned("west", origin: "static") == ["10.11.0.0/16 via 169.254.100.1 in blue"])
    // The main table's routes are for every port.
    try lab.change("east") { try $0.setPortOptions(["route_table": nil]) }
    #expect(lab.learned("west", origin: "static") == ["10.13.0.0/16 via 169.254.100.1"])
  }
}
