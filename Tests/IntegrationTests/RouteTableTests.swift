import Testbed
import Testing

@Suite("A route table", .crowded)
struct RouteTableTests {
  @Test("joins the routers' ports that name it", arguments: SchemaGeneration.tested)
  func tables(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      try await mesh.az1.addRoute(
        "10.11.0.0/16", via: "169.254.100.9", to: "lr1", options: "--route-table=blue")
      try await mesh.az1.addRoute(
        "10.12.0.0/16", via: "169.254.100.9", to: "lr1", options: "--route-table=red")
      try await mesh.az1.addRoute("10.13.0.0/16", via: "169.254.100.9", to: "lr1")
      try await eventually(["10.13.0.0/16 via 169.254.100.1 static"]) {
        try await mesh.az2.learnedRoutes(of: "lr2")
      }
      try await mesh.az1.setPortOptions("lr1-ts1", ["route_table": "blue"])
      try await eventually(["az1 ts1 10.11.0.0/16 via 169.254.100.1 static in blue"]) {
        try await mesh.routes()
      }
      try await eventually([]) { try await mesh.az2.learnedRoutes(of: "lr2") }
      try await mesh.az2.setPortOptions("lr2-ts1", ["route_table": "blue"])
      try await eventually(["10.11.0.0/16 via 169.254.100.1 static in blue"]) {
        try await mesh.az2.learnedRoutes(of: "lr2")
      }
      // The main table's routes are for every port.
      try await mesh.az1.setPortOptions("lr1-ts1", ["route_table": ""])
      try await eventually(["10.13.0.0/16 via 169.254.100.1 static"]) {
        try await mesh.az2.learnedRoutes(of: "lr2")
      }
    }
  }

  @Test("holds connected networks too, with the mark that they override", .requiresOurs)
  func overrideConnected() async throws {
    try await withMesh(.newest) { mesh in
      try await mesh.join()
      try await mesh.az1.addSubnet("192.168.1.1/24", to: "lr1", name: "net")
      try await mesh.az1.setPortOptions("lr1-ts1", ["route_table": "blue"])
      try await mesh.az2.setPortOptions("lr2-ts1", ["route_table": "blue"])
      try await eventually([
        "192.168.1.1/24 via 169.254.100.1 connected",
        "192.168.1.1/24 via 169.254.100.1 connected in blue",
      ]) { try await mesh.az2.learnedRoutes(of: "lr2") }
      let marked = try await mesh.az2.northbound.rows("Logical_Router_Static_Route").filter {
        $0["options"]["override-connected"] == "true"
      }
      #expect(marked.map { $0["route_table"].text } == ["blue"])
    }
  }
}

@Suite("A route of IPv6", .crowded)
struct IPv6RouteTests {
  @Test("is exchanged like one of IPv4", arguments: SchemaGeneration.tested)
  func exchange(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join(ipv6: true)
      try await mesh.az1.addRoute("2001:db8:11::/48", via: "2001:db8:100::9", to: "lr1")
      try await mesh.az1.addRoute("10.11.0.0/16", via: "169.254.100.9", to: "lr1")
      try await mesh.az1.addSubnet("2001:db8:12::1/64", to: "lr1", name: "net")
      try await eventually([
        "10.11.0.0/16 via 169.254.100.1 static",
        "2001:db8:11::/48 via 2001:db8:100::1 static",
        "2001:db8:12::1/64 via 2001:db8:100::1 connected",
      ]) { try await mesh.az2.learnedRoutes(of: "lr2") }
      try await mesh.az1.nbctl("lr-route-del", "lr1", "2001:db8:11::/48")
      try await eventually([
        "10.11.0.0/16 via 169.254.100.1 static", "2001:db8:12::1/64 via 2001:db8:100::1 connected",
      ]) { try await mesh.az2.learnedRoutes(of: "lr2") }
    }
  }

  @Test(
    "is not advertised over a port that has no address of its family", .requiresOurs,
    arguments: SchemaGeneration.tested)
  func linkLocalNextHop(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      try await mesh.az1.addSubnet("2001:db8:12::1/64", to: "lr1", name: "net")
      try await mesh.az1.addRoute("10.11.0.0/16", via: "169.254.100.9", to: "lr1")
      try await eventually(["10.11.0.0/16 via 169.254.100.1 static"]) {
        try await mesh.az2.learnedRoutes(of: "lr2")
      }
      #expect(try await mesh.routes() == ["az1 ts1 10.11.0.0/16 via 169.254.100.1 static"])
    }
  }
}
