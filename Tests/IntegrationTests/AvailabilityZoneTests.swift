import Testbed
import Testing

@Suite("An availability zone", .crowded)
struct AvailabilityZoneTests {
  @Test("is registered under its name", arguments: SchemaGeneration.tested)
  func registration(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await eventually(["az1", "az2"]) { try await mesh.registeredZones() }
    }
  }

  @Test("takes its new name with it when it is renamed", arguments: SchemaGeneration.tested)
  func renaming(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await eventually(["az1", "az2"]) { try await mesh.registeredZones() }
      try await mesh.az1.nbctl("set", "NB_Global", ".", "name=north")
      try await eventually(["az2", "north"]) { try await mesh.registeredZones() }
    }
  }

  @Test(
    "keeps its row, and what refers to it, when it is renamed", .requiresOurs,
    arguments: SchemaGeneration.tested)
  func renamingInPlace(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.az1.addGateway("gw1", ip: "10.1.0.1")
      try await eventually(["az1 gw1 gw1.example geneve 10.1.0.1"]) { try await mesh.gateways() }
      let before = try await mesh.interconnectSouthbound.rows("Availability_Zone")
      try await mesh.az1.nbctl("set", "NB_Global", ".", "name=north")
      try await eventually(["north gw1 gw1.example geneve 10.1.0.1"]) { try await mesh.gateways() }
      let after = try await mesh.interconnectSouthbound.rows("Availability_Zone")
      #expect(Set(after.map(\.uuid)) == Set(before.map(\.uuid)))
    }
  }

  @Test("withdraws when its name is cleared", arguments: SchemaGeneration.tested)
  func clearing(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await eventually(["az1", "az2"]) { try await mesh.registeredZones() }
      try await mesh.az1.nbctl("set", "NB_Global", ".", "name=\"\"")
      try await eventually(["az2"]) { try await mesh.registeredZones() }
    }
  }

  @Test(
    "withdraws gateways, ports and routes first when its name is cleared", .requiresOurs,
    arguments: SchemaGeneration.tested)
  func clearingWithContents(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      try await mesh.az1.addRoute("10.11.0.0/16", via: "169.254.100.9", to: "lr1")
      try await eventually(["10.11.0.0/16 via 169.254.100.1 static"]) {
        try await mesh.az2.learnedRoutes(of: "lr2")
      }
      try await mesh.az1.nbctl("set", "NB_Global", ".", "name=\"\"")
      try await eventually(["az2"]) { try await mesh.registeredZones() }
      #expect(try await mesh.gateways() == ["az2 gw2 gw2.example geneve 10.1.0.2"])
      #expect(try await mesh.routes().isEmpty)
      try await eventually([]) { try await mesh.az2.learnedRoutes(of: "lr2") }
      try await eventually(["ts1-lr2 router router"]) { try await mesh.az2.ports(of: "ts1") }
    }
  }

  @Test("without a name exchanges nothing until it gets one", arguments: SchemaGeneration.tested)
  func namedLater(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await eventually(["az1", "az2"]) { try await mesh.registeredZones() }
      try await mesh.az1.nbctl("set", "NB_Global", ".", "name=\"\"")
      try await eventually(["az2"]) { try await mesh.registeredZones() }
      try await mesh.az1.addGateway("gw1", ip: "10.1.0.1")
      try await mesh.az2.addGateway("gw2", ip: "10.1.0.2")
      // The second zone's gateway marks the time by which the first zone's would have appeared.
      try await eventually(["az2 gw2 gw2.example geneve 10.1.0.2"]) { try await mesh.gateways() }
      #expect(try await mesh.az1.remoteChassis().isEmpty)
      try await mesh.az1.nbctl("set", "NB_Global", ".", "name=az1")
      try await eventually(["gw2 gw2.example geneve 10.1.0.2"]) {
        try await mesh.az1.remoteChassis()
      }
      try await eventually(["gw1 gw1.example geneve 10.1.0.1"]) {
        try await mesh.az2.remoteChassis()
      }
    }
  }

  @Test("that has another zone's name does not take its objects away", .requiresOurs)
  func duplicateName() async throws {
    try await withMesh { mesh in
      try await mesh.az1.addGateway("gw1", ip: "10.1.0.1")
      try await mesh.az2.addGateway("gw2", ip: "10.1.0.2")
      let both = ["az1 gw1 gw1.example geneve 10.1.0.1", "az2 gw2 gw2.example geneve 10.1.0.2"]
      try await eventually(both) { try await mesh.gateways() }
      try await mesh.az2.nbctl("set", "NB_Global", ".", "name=az1")
      try await waitUntil("the clash is reported") {
        mesh.az2.daemon.log.contains("|ERR|Availability_Zone az2 cannot be renamed")
      }
      #expect(try await mesh.gateways().contains(both[0]))
      try await mesh.az2.nbctl("set", "NB_Global", ".", "name=az2")
      try await eventually(both) { try await mesh.gateways() }
    }
  }
}
