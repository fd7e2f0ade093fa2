import JSON
import OVNModel
import OVSDB
import Testing

@testable import Lab

@Suite("What is advertised and learned in the lab")
struct RouteChoiceStories {
  private static let prefixes = ["10.11.0.0/16", "10.11.5.0/24", "10.12.0.0/16", "172.20.0.0/16"]

  /// `east` has routes, and `west` learns them.
  private func labWithRoutes(_ schemas: SchemaRelease = .newest) throws -> Lab {
    let lab = try Lab.joined(schemas: schemas)
    try lab.change("east") { east in
      for prefix in Self.prefixes { try east.addRoute(prefix) }
    }
    #expect(lab.learnedPrefixes("west") == Self.prefixes)
    return lab
  }

  @Test("needs both zones' consent", arguments: SchemaRelease.allCases)
  func consent(_ schemas: SchemaRelease) throws {
    let lab = try labWithRoutes(schemas)
    try lab.change("west") { try $0.setOptions(["ic-route-learn": "false"]) }
    #expect(lab.learned("west") == [])
    #expect(lab.publishedPrefixes == Self.prefixes)
    try lab.change("west") { try $0.setOptions(["ic-route-learn": "true"]) }
    #expect(lab.learnedPrefixes("west") == Self.prefixes)
    try lab.change("east") { try $0.setOptions(["ic-route-adv": "false"]) }
    #expect(lab.learned("west") == [])
    #expect(lab.publishedPrefixes == [])
  }

  @Test("has the default route only with both of its switches")
  func defaultRoute() throws {
    let lab = try Lab.joined()
    try lab.change("east") { try $0.addRoute("0.0.0.0/0") }
    #expect(lab.publishedPrefixes == [])
    try lab.change("east") { try $0.setOptions(["ic-route-adv-default": "true"]) }
    #expect(lab.publishedPrefixes == ["0.0.0.0/0"])
    #expect(lab.learnedPrefixes("west") == [])
    try lab.change("west") { try $0.setOptions(["ic-route-learn-default": "true"]) }
    #expect(lab.learnedPrefixes("west") == ["0.0.0.0/0"])
  }

  @Test("leaves out what is on a denylist of either side", arguments: ["east", "west"])
  func denylist(_ zone: String) throws {
    let lab = try labWithRoutes()
    // An item covers prefixes that are as long or longer; a broken one does not count.
    try lab.change(zone) {
      try $0.setOptions(["ic-route-denylist": "10.11.0.0/16, 172.20.0.0/14,nonsense"])
    }
    #expect(lab.learnedPrefixes("west") == ["10.12.0.0/16"])
    #expect(lab.publishedPrefixes == (zone == "east" ? ["10.12.0.0/16"] : Self.prefixes))
    try lab.change(zone) { try $0.setOptions(["ic-route-denylist": nil]) }
    #expect(lab.learnedPrefixes("west") == Self.prefixes)
  }

  @Test("leaves out link-local prefixes")
  func linkLocal() throws {
    let lab = try Lab.joined()
    try lab.change("east") {
      try $0.addRoute("169.254.8.0/24")
      try $0.addRoute("169.0.0.0/8")
    }
    #expect(lab.learnedPrefixes("west") == ["169.0.0.0/8"])
  }

  @Test(
    "is what a filter lets through, on the router's port and on the router",
    arguments: [("east", "adv"), ("west", "learn")])
  func filter(_ zone: String, _ direction: String) throws {
    let lab = try labWithRoutes()
    let option = "ic-route-filter-\(direction)"
    try lab.change(zone) { try $0.setPortOptions([option: "10.12.0.0/16, junk"]) }
    #expect(lab.learnedPrefixes("west") == ["10.12.0.0/16"])
    try lab.change(zone) { try $0.setRouterOptions([option: "10.11.5.0/24"]) }
    #expect(lab.learnedPrefixes("west") == ["10.11.5.0/24", "10.12.0.0/16"])
    try lab.change(zone) {
      try $0.setPortOptions([option: "10.0.0.0/8", "ic-route-deny-\(direction)": "10.11.0.0/16"])
      try $0.setRouterOptions([option: nil])
    }
    #expect(lab.learnedPrefixes("west") == ["10.12.0.0/16"])
  }

  @Test("is not what carries a tag that is held back")
  func tags() throws {
    let lab = try labWithRoutes()
    try lab.change("east") { try $0.setPortOptions(["ic-route-tag": "blue"]) }
    try lab.change("west") { try $0.setPortOptions(["ic-route-filter-tag": "blue"]) }
    #expect(lab.learnedPrefixes("west") == [])
    try lab.change("west") { try $0.setPortOptions(["ic-route-filter-tag": "red"]) }
    #expect(lab.learnedPrefixes("west") == Self.prefixes)
  }

  @Test("has the addresses of load balancers as long as both zones want them")
  func loadBalancers() throws {
    let lab = try Lab.joined()
    try lab.change("east") {
      try $0.addLoadBalancer("30.0.0.1:80")
      try $0.setOptions(["ic-route-adv-lb": "true"])
    }
    #expect(lab.learned("west", origin: "loadbalancer") == [])
    try lab.change("west") { try $0.setOptions(["ic-route-learn-lb": "true"]) }
    #expect(lab.learned("west", origin: "loadbalancer") == ["30.0.0.1/32 via 169.254.100.1"])
    // Where it is served as well it is not learned.
    try lab.change("west") { try $0.addLoadBalancer("30.0.0.1:80") }
    #expect(lab.learned("west", origin: "loadbalancer") == [])
    try lab.change("east") { try $0.setOptions(["ic-route-adv-lb": nil]) }
    #expect(MeshContents(lab).routes.values.allSatisfy { $0.origin != "loadbalancer" })
  }
}
