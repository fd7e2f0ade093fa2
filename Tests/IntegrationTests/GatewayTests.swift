import Testbed
import Testing

@Suite("A gateway", .crowded)
struct GatewayTests {
  @Test(
    "is a remote chassis in the other zone, with all its encapsulations",
    arguments: SchemaGeneration.tested)
  func exchange(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.az1.addGateway("gw1", types: "geneve,vxlan", ip: "10.1.0.1")
      try await mesh.az2.addGateway("gw2", ip: "10.1.0.2")
      try await eventually([
        "az1 gw1 gw1.example geneve 10.1.0.1 vxlan 10.1.0.1", "az2 gw2 gw2.example geneve 10.1.0.2",
      ]) { try await mesh.gateways() }
      try await eventually(["gw2 gw2.example geneve 10.1.0.2"]) {
        try await mesh.az1.remoteChassis()
      }
      try await eventually(["gw1 gw1.example geneve 10.1.0.1 vxlan 10.1.0.1"]) {
        try await mesh.az2.remoteChassis()
      }
    }
  }

  @Test(
    "is withdrawn when its chassis stops being one, and comes back",
    arguments: SchemaGeneration.tested)
  func withdrawal(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      let remote = ["gw1 gw1.example geneve 10.1.0.1"]
      try await mesh.az1.addGateway("gw1", ip: "10.1.0.1")
      try await eventually(remote) { try await mesh.az2.remoteChassis() }
      try await mesh.az1.sbctl("set", "Chassis", "gw1", "other_config:is-interconn=false")
      try await eventually([]) { try await mesh.az2.remoteChassis() }
      try await mesh.az1.sbctl("set", "Chassis", "gw1", "other_config:is-interconn=true")
      try await eventually(remote) { try await mesh.az2.remoteChassis() }
      try await mesh.az1.sbctl("chassis-del", "gw1")
      try await eventually([]) { try await mesh.az2.remoteChassis() }
      #expect(try await mesh.gateways().isEmpty)
    }
  }

  @Test(
    "is followed when its address, encapsulation or host name changes",
    arguments: SchemaGeneration.tested)
  func change(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.az1.addGateway("gw1", ip: "10.1.0.1")
      try await eventually(["gw1 gw1.example geneve 10.1.0.1"]) {
        try await mesh.az2.remoteChassis()
      }
      let encap = try await mesh.az1.sbctl(
        "--bare", "--columns=_uuid", "find", "Encap", "ip=10.1.0.1"
      )
      .filter { !$0.isWhitespace }
      try await mesh.az1.sbctl("set", "Encap", encap, "ip=10.1.0.9")
      try await eventually(["gw1 gw1.example geneve 10.1.0.9"]) {
        try await mesh.az2.remoteChassis()
      }
      try await mesh.az1.sbctl("set", "Encap", encap, "type=vxlan")
      try await eventually(["gw1 gw1.example vxlan 10.1.0.9"]) {
        try await mesh.az2.remoteChassis()
      }
      try await mesh.az1.sbctl("set", "Chassis", "gw1", "hostname=renamed")
      try await eventually(["gw1 renamed vxlan 10.1.0.9"]) { try await mesh.az2.remoteChassis() }
    }
  }

  @Test("leaves what others wrote to its remote chassis", arguments: SchemaGeneration.tested)
  func foreignKeys(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.az1.addGateway("gw1", ip: "10.1.0.1")
      try await eventually(1) { try await mesh.az2.remoteChassis().count }
      try await mesh.az2.sbctl(
        "set", "Chassis", "gw1", "other_config:mine=1", "external_ids:mine=2")
      try await mesh.az1.sbctl("set", "Chassis", "gw1", "hostname=renamed")
      try await eventually(["gw1 renamed geneve 10.1.0.1"]) { try await mesh.az2.remoteChassis() }
      let chassis = try await mesh.az2.southbound.rows("Chassis").first
      #expect(chassis?["other_config"]["mine"] == "1")
      #expect(chassis?["external_ids"]["mine"] == "2")
    }
  }

  @Test(
    "that clashes with a local chassis is left out alone", .requiresOurs,
    arguments: SchemaGeneration.tested)
  func clash(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.az2.sbctl("chassis-add", "gw1", "geneve", "10.9.0.1")
      try await mesh.az2.sbctl("chassis-add", "host", "geneve", "10.1.0.3")
      try await mesh.az1.addGateway("gw1", ip: "10.1.0.1")
      try await mesh.az1.addGateway("gw3", ip: "10.1.0.3")
      try await mesh.az1.addGateway("gw4", ip: "10.1.0.4")
      try await eventually(["gw4 gw4.example geneve 10.1.0.4"]) {
        try await mesh.az2.remoteChassis()
      }
      // The clash resolved, the gateway appears.
      try await mesh.az2.sbctl("chassis-del", "gw1")
      try await eventually(["gw1 gw1.example geneve 10.1.0.1", "gw4 gw4.example geneve 10.1.0.4"]) {
        try await mesh.az2.remoteChassis()
      }
    }
  }
}
