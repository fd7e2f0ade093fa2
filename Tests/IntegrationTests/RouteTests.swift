import Testbed
import Testing

@Suite("A route", .crowded)
struct RouteTests {
  @Test(
    "that is static reaches the other zone, and leaves it when it is deleted",
    arguments: SchemaGeneration.tested)
  func staticRoute(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      try await mesh.az1.addRoute("10.11.0.0/16", via: "169.254.100.9", to: "lr1")
      try await eventually(["10.11.0.0/16 via 169.254.100.1 static"]) {
        try await mesh.az2.learnedRoutes(of: "lr2")
      }
      #expect(
        try await mesh.routes() == ["az1 ts1 10.11.0.0/16 via 169.254.100.1 static"])
      try await mesh.az1.nbctl("lr-route-del", "lr1", "10.11.0.0/16")
      try await eventually([]) { try await mesh.az2.learnedRoutes(of: "lr2") }
      #expect(try await mesh.routes().isEmpty)
    }
  }

  @Test("that is connected keeps its host bits and its origin", arguments: SchemaGeneration.tested)
  func connectedRoute(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      try await mesh.az1.addSubnet("192.168.1.1/24", "192.168.2.1/24", to: "lr1", name: "net")
      try await eventually([
        "192.168.1.1/24 via 169.254.100.1 connected", "192.168.2.1/24 via 169.254.100.1 connected",
      ]) { try await mesh.az2.learnedRoutes(of: "lr2") }
      try await mesh.az1.nbctl(
        "set", "Logical_Router_Port", "lr1-net", #"networks="192.168.2.1/24""#)
      try await eventually(["192.168.2.1/24 via 169.254.100.1 connected"]) {
        try await mesh.az2.learnedRoutes(of: "lr2")
      }
    }
  }

  @Test(
    "names in Northbound what it was learned from, and in IC-Southbound what it comes from",
    arguments: SchemaGeneration.tested)
  func identity(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      try await mesh.az1.addRoute("10.11.0.0/16", via: "169.254.100.9", to: "lr1")
      try await eventually(1) { try await mesh.az2.learnedRoutes(of: "lr2").count }
      let published = try #require(try await mesh.interconnectSouthbound.rows("Route").first)
      let learned = try #require(
        try await mesh.az2.northbound.rows("Logical_Router_Static_Route").first)
      let source = try #require(
        try await mesh.az1.northbound.rows("Logical_Router_Static_Route").first)
      #expect(learned["external_ids"]["ic-learned-route"] == published.uuid)
      #expect(published["external_ids"]["nb-id"] == source.uuid)
      #expect(learned["policy"].isEmpty)
      #expect(learned["output_port"].isEmpty)
    }
  }

  @Test("is not returned to where it came from, nor handed on", arguments: SchemaGeneration.tested)
  func noReturn(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas, zones: 3) { mesh in
      try await mesh.join()
      try await mesh.az1.addRoute("10.11.0.0/16", via: "169.254.100.9", to: "lr1")
      try await mesh.az3.addRoute("10.13.0.0/16", via: "169.254.100.9", to: "lr3")
      try await eventually([
        "10.11.0.0/16 via 169.254.100.1 static", "10.13.0.0/16 via 169.254.100.3 static",
      ]) { try await mesh.az2.learnedRoutes(of: "lr2") }
      try await eventually(["10.13.0.0/16 via 169.254.100.3 static"]) {
        try await mesh.az1.learnedRoutes(of: "lr1")
      }
      #expect(
        try await mesh.routes() == [
          "az1 ts1 10.11.0.0/16 via 169.254.100.1 static",
          "az3 ts1 10.13.0.0/16 via 169.254.100.3 static",
        ])
    }
  }

  @Test("from two zones is learned from both", arguments: SchemaGeneration.tested)
  func equalPrefixes(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas, zones: 3) { mesh in
      try await mesh.join()
      for (zone, router) in [(mesh.az1, "lr1"), (mesh.az3, "lr3")] {
        try await zone.addRoute("10.11.0.0/16", via: "169.254.100.9", to: router)
      }
      try await eventually([
        "10.11.0.0/16 via 169.254.100.1 static", "10.11.0.0/16 via 169.254.100.3 static",
      ]) { try await mesh.az2.learnedRoutes(of: "lr2") }
    }
  }

  @Test(
    "has the router's new address as next hop when that changes", arguments: SchemaGeneration.tested
  )
  func nextHop(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      try await mesh.az1.addRoute("10.11.0.0/16", via: "169.254.100.9", to: "lr1")
      try await eventually(["10.11.0.0/16 via 169.254.100.1 static"]) {
        try await mesh.az2.learnedRoutes(of: "lr2")
      }
      try await mesh.az1.nbctl(
        "set", "Logical_Router_Port", "lr1-ts1", #"networks="169.254.100.77/24""#)
      try await eventually(["10.11.0.0/16 via 169.254.100.77 static"]) {
        try await mesh.az2.learnedRoutes(of: "lr2")
      }
    }
  }

  @Test("with source policy stays in its zone", arguments: SchemaGeneration.tested)
  func sourcePolicy(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      try await mesh.az1.addRoute(
        "10.11.0.0/16", via: "169.254.100.9", to: "lr1", options: "--policy=src-ip")
      try await mesh.az1.addRoute(
        "10.12.0.0/16", via: "169.254.100.9", to: "lr1", options: "--policy=dst-ip")
      try await eventually(["10.12.0.0/16 via 169.254.100.1 static"]) {
        try await mesh.az2.learnedRoutes(of: "lr2")
      }
    }
  }

  @Test("that the zone has itself is not learned", arguments: SchemaGeneration.tested)
  func localGateway(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      try await mesh.az2.addRoute("10.11.0.0/16", via: "169.254.100.8", to: "lr2")
      try await eventually(1) { try await mesh.az1.learnedRoutes(of: "lr1").count }
      try await mesh.az1.addRoute("10.11.0.0/16", via: "169.254.100.9", to: "lr1")
      try await mesh.az1.addRoute("10.12.0.0/16", via: "169.254.100.9", to: "lr1")
      try await eventually(["10.12.0.0/16 via 169.254.100.1 static"]) {
        try await mesh.az2.learnedRoutes(of: "lr2")
      }
      try await mesh.az2.nbctl("lr-route-del", "lr2", "10.11.0.0/16", "169.254.100.8")
      try await eventually([
        "10.11.0.0/16 via 169.254.100.1 static", "10.12.0.0/16 via 169.254.100.1 static",
      ]) { try await mesh.az2.learnedRoutes(of: "lr2") }
    }
  }

  @Test("does not cross from one transit switch to another", arguments: SchemaGeneration.tested)
  func separateSwitches(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      try await mesh.addTransitSwitch("ts2")
      for (index, zone) in mesh.zones.enumerated() {
        try await zone.addRouter("other\(index + 1)")
        try await zone.attach(
          "other\(index + 1)", to: "ts2", number: index + 1, subnet: "169.254.200")
      }
      try await mesh.az1.addRoute("10.11.0.0/16", via: "169.254.100.9", to: "lr1")
      try await mesh.az1.addRoute("10.12.0.0/16", via: "169.254.200.9", to: "other1")
      try await eventually(["10.11.0.0/16 via 169.254.100.1 static"]) {
        try await mesh.az2.learnedRoutes(of: "lr2")
      }
      try await eventually(["10.12.0.0/16 via 169.254.200.1 static"]) {
        try await mesh.az2.learnedRoutes(of: "other2")
      }
    }
  }

  @Test("goes over every transit switch that its router is on", arguments: SchemaGeneration.tested)
  func twoSwitches(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      try await mesh.addTransitSwitch("ts2")
      for (index, zone) in mesh.zones.enumerated() {
        try await zone.attach(
          "lr\(index + 1)", to: "ts2", number: 20 + index, subnet: "169.254.200")
      }
      try await mesh.az1.addRoute("10.11.0.0/16", via: "169.254.100.9", to: "lr1")
      try await eventually([
        "10.11.0.0/16 via 169.254.100.1 static", "10.11.0.0/16 via 169.254.200.20 static",
      ]) { try await mesh.az2.learnedRoutes(of: "lr2") }
      // One way is cut, the other stays.
      try await mesh.icnbctl("ts-del", "ts2")
      try await eventually(["10.11.0.0/16 via 169.254.100.1 static"]) {
        try await mesh.az2.learnedRoutes(of: "lr2")
      }
    }
  }

  @Test(
    "is withdrawn when its router leaves the transit switch", .requiresOurs,
    arguments: SchemaGeneration.tested)
  func detachedRouter(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      try await mesh.az1.addRoute("10.11.0.0/16", via: "169.254.100.9", to: "lr1")
      try await mesh.az2.addRoute("10.12.0.0/16", via: "169.254.100.9", to: "lr2")
      try await eventually(1) { try await mesh.az1.learnedRoutes(of: "lr1").count }
      try await eventually(1) { try await mesh.az2.learnedRoutes(of: "lr2").count }
      try await mesh.az1.nbctl("lsp-del", "ts1-lr1")
      try await eventually([]) { try await mesh.az2.learnedRoutes(of: "lr2") }
      try await eventually([]) { try await mesh.az1.learnedRoutes(of: "lr1") }
    }
  }

  @Test("that is doubled is published once", .requiresOurs, arguments: SchemaGeneration.tested)
  func duplicates(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      try await mesh.az1.addSubnet("192.168.1.1/24", to: "lr1", name: "one")
      try await mesh.az1.addSubnet("192.168.1.1/24", to: "lr1", name: "two")
      try await mesh.az1.addRoute("10.11.0.0/16", via: "169.254.100.8", to: "lr1")
      try await mesh.az1.addRoute(
        "10.11.0.0/16", via: "169.254.100.9", to: "lr1", options: "--ecmp")
      try await eventually([
        "10.11.0.0/16 via 169.254.100.1 static", "192.168.1.1/24 via 169.254.100.1 connected",
      ]) { try await mesh.az2.learnedRoutes(of: "lr2") }
      try await waitUntil("the duplicate is logged") {
        mesh.az1.daemon.log.contains("connected route advertisement was suppressed! NB lrp")
      }
    }
  }
}
