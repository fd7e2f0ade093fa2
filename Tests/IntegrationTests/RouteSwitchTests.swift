import Testbed
import Testing

@Suite("What is advertised and learned", .crowded)
struct RouteSwitchTests {
  /// The first zone's routes that the second has learned.
  private func learned(_ mesh: Mesh) async throws -> [String] {
    try await mesh.az2.learnedRoutes(of: "lr2").map { String($0.prefix { $0 != " " }) }
  }

  @Test("needs both zones' consent", arguments: SchemaGeneration.tested)
  func masterSwitches(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      try await mesh.az1.addRoute("10.11.0.0/16", via: "169.254.100.9", to: "lr1")
      try await eventually(["10.11.0.0/16"]) { try await learned(mesh) }
      try await mesh.az2.setOptions(["ic-route-learn": "false"])
      try await eventually([]) { try await learned(mesh) }
      #expect(try await mesh.routes().count == 1)
      try await mesh.az2.setOptions(["ic-route-learn": "true"])
      try await eventually(["10.11.0.0/16"]) { try await learned(mesh) }
      try await mesh.az1.setOptions(["ic-route-adv": "false"])
      try await eventually([]) { try await learned(mesh) }
      #expect(try await mesh.routes().isEmpty)
      try await mesh.az1.setOptions(["ic-route-adv": "true"])
      try await eventually(["10.11.0.0/16"]) { try await learned(mesh) }
    }
  }

  @Test("has the default route only with both of its switches", arguments: SchemaGeneration.tested)
  func defaultRoute(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      try await mesh.az1.addRoute("0.0.0.0/0", via: "169.254.100.9", to: "lr1")
      try await mesh.az1.addRoute("10.11.0.0/16", via: "169.254.100.9", to: "lr1")
      try await eventually(["10.11.0.0/16"]) { try await learned(mesh) }
      #expect(try await mesh.routes().count == 1)
      try await mesh.az1.setOptions(["ic-route-adv-default": "true"])
      try await eventually(2) { try await mesh.routes().count }
      try await mesh.az1.addRoute("10.12.0.0/16", via: "169.254.100.9", to: "lr1")
      try await eventually(["10.11.0.0/16", "10.12.0.0/16"]) { try await learned(mesh) }
      try await mesh.az2.setOptions(["ic-route-learn-default": "true"])
      try await eventually(["0.0.0.0/0", "10.11.0.0/16", "10.12.0.0/16"]) {
        try await learned(mesh)
      }
      try await mesh.az2.setOptions(["ic-route-learn-default": "false"])
      try await eventually(["10.11.0.0/16", "10.12.0.0/16"]) { try await learned(mesh) }
    }
  }

  @Test(
    "leaves out what is on a denylist of either side", arguments: SchemaGeneration.tested, [0, 1])
  func denylist(_ schemas: SchemaGeneration, zone: Int) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      let prefixes = [
        "10.11.0.0/16", "10.11.5.0/24", "10.12.0.0/16", "172.16.0.0/12", "172.20.0.0/16",
      ]
      for prefix in prefixes {
        try await mesh.az1.addRoute(prefix, via: "169.254.100.9", to: "lr1")
      }
      try await eventually(prefixes) { try await learned(mesh) }
      let option = "ic-route-\(denylistName)"
      // An item covers prefixes that are as long or longer; a broken one does not count.
      try await mesh.zones[zone].setOptions([option: "10.11.0.0/16, 172.20.0.0/14,nonsense"])
      try await eventually(["10.12.0.0/16", "172.16.0.0/12"]) { try await learned(mesh) }
      #expect(try await mesh.routes().count == (zone == 0 ? 2 : 5))
      try await mesh.zones[zone].setOptions([option: ""])
      try await eventually(prefixes) { try await learned(mesh) }
    }
  }

  /// The only name that the C daemon of 23.03 knows is the old one.
  private var denylistName: String {
    InterconnectProgram.ours.isReference ? "blacklist" : "denylist"
  }

  @Test(
    "follows the old name of the denylist where the new one is absent",
    arguments: SchemaGeneration.tested)
  func oldDenylist(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      try await mesh.az1.addRoute("10.11.0.0/16", via: "169.254.100.9", to: "lr1")
      try await mesh.az1.addRoute("10.12.0.0/16", via: "169.254.100.9", to: "lr1")
      try await mesh.az1.setOptions(["ic-route-blacklist": "10.12.0.0/16"])
      try await eventually(["10.11.0.0/16"]) { try await learned(mesh) }
      guard !InterconnectProgram.ours.isReference else { return }
      try await mesh.az1.setOptions(["ic-route-denylist": "10.11.0.0/16"])
      try await eventually(["10.12.0.0/16"]) { try await learned(mesh) }
    }
  }

  @Test("leaves out link-local prefixes and next hops", arguments: SchemaGeneration.tested)
  func linkLocal(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      try await mesh.az1.addSubnet("169.254.7.1/24", to: "lr1", name: "local")
      try await mesh.az1.addRoute("169.254.8.0/24", via: "169.254.100.9", to: "lr1")
      try await mesh.az1.addRoute("169.0.0.0/8", via: "169.254.100.9", to: "lr1")
      try await mesh.az1.addRoute("10.11.0.0/16", via: "169.254.100.9", to: "lr1")
      try await eventually(["10.11.0.0/16", "169.0.0.0/8"]) { try await learned(mesh) }
      #expect(try await mesh.routes().count == 2)
    }
  }
}

@Suite("A filter of routes", .crowded, .requiresOurs)
struct RouteFilterTests {
  private func learned(_ mesh: Mesh) async throws -> [String] {
    try await mesh.az2.learnedRoutes(of: "lr2").map { String($0.prefix { $0 != " " }) }
  }

  private func meshWithRoutes(_ story: (Mesh) async throws -> Void) async throws {
    try await withMesh(.newest) { mesh in
      try await mesh.join()
      for prefix in ["10.11.0.0/16", "10.11.5.0/24", "10.12.0.0/16"] {
        try await mesh.az1.addRoute(prefix, via: "169.254.100.9", to: "lr1")
      }
      try await eventually(["10.11.0.0/16", "10.11.5.0/24", "10.12.0.0/16"]) {
        try await learned(mesh)
      }
      try await story(mesh)
    }
  }

  @Test("lets through what it names, on the router's port and on the router", arguments: [0, 1])
  func allowList(zone: Int) async throws {
    try await meshWithRoutes { mesh in
      let option = "ic-route-filter-\(zone == 0 ? "adv" : "learn")"
      let (zone, router) = (mesh.zones[zone], "lr\(zone + 1)")
      try await zone.setPortOptions("\(router)-ts1", [option: "10.12.0.0/16, junk"])
      try await eventually(["10.12.0.0/16"]) { try await learned(mesh) }
      try await zone.nbctl("set", "Logical_Router", router, "options:\(option)=10.11.5.0/24")
      try await eventually(["10.11.5.0/24", "10.12.0.0/16"]) { try await learned(mesh) }
      try await zone.setPortOptions("\(router)-ts1", [option: "junk"])
      try await zone.nbctl("remove", "Logical_Router", router, "options", option)
      try await eventually([]) { try await learned(mesh) }
    }
  }

  @Test("that denies beats one that lets through", arguments: [0, 1])
  func denyList(zone: Int) async throws {
    try await meshWithRoutes { mesh in
      let direction = zone == 0 ? "adv" : "learn"
      let (zone, router) = (mesh.zones[zone], "lr\(zone + 1)")
      try await zone.setPortOptions(
        "\(router)-ts1",
        [
          "ic-route-filter-\(direction)": "10.0.0.0/8",
          "ic-route-deny-\(direction)": "10.11.0.0/16",
        ])
      try await eventually(["10.12.0.0/16"]) { try await learned(mesh) }
    }
  }

  @Test("by tag holds back the routes that carry it")
  func tags() async throws {
    try await meshWithRoutes { mesh in
      try await mesh.az1.setPortOptions("lr1-ts1", ["ic-route-tag": "blue"])
      try await mesh.az2.setPortOptions("lr2-ts1", ["ic-route-filter-tag": "blue"])
      try await eventually([]) { try await learned(mesh) }
      try await mesh.az2.setPortOptions("lr2-ts1", ["ic-route-filter-tag": "red"])
      try await eventually(3) { try await learned(mesh).count }
    }
  }
}
