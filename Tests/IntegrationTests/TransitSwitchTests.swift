import Testbed
import Testing

@Suite("A transit switch", .crowded)
struct TransitSwitchTests {
  @Test(
    "becomes a switch in every zone, with the tunnel key of IC-Southbound",
    arguments: SchemaGeneration.tested)
  func creation(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.icnbctl("ts-add", "ts1")
      try await eventually(["ts1": 16_711_682]) { try await mesh.tunnelKeys() }
      for zone in mesh.zones {
        try await eventually(["16711682"], "\(zone.name) has the key") {
          try await zone.northbound.rows("Logical_Switch").filter {
            $0["name"].text == "ts1" && $0["other_config"]["interconn-ts"] == "ts1"
          }.compactMap { $0["other_config"]["requested-tnl-key"] }
        }
        try await zone.sync()
        #expect(
          try await zone.southbound.rows("Datapath_Binding").map { $0["tunnel_key"].integer }
            == [16_711_682])
      }
    }
  }

  @Test("has a tunnel key that no other has", arguments: SchemaGeneration.tested)
  func severalSwitches(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      let names = (1...12).map { "ts\($0 < 10 ? "0" : "")\($0)" }
      try await mesh.interconnectNorthbound.ctl(
        Array(names.map { ["ts-add", $0] }.joined(separator: ["--"])))
      for zone in mesh.zones {
        try await eventually(names) { try await zone.transitSwitches() }
      }
      try await eventually(names) { try await mesh.tunnelKeys().keys.sorted() }
      let keys = Set(try await mesh.tunnelKeys().values)
      #expect(keys.count == 12)
      #expect(keys.allSatisfy { (16_711_681...16_777_215).contains($0) })
    }
  }

  @Test("disappears alone when it is deleted", arguments: SchemaGeneration.tested)
  func deletion(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.addTransitSwitch("ts1")
      try await mesh.addTransitSwitch("ts2")
      try await eventually(["ts1", "ts2"]) { try await mesh.tunnelKeys().keys.sorted() }
      let key = try #require(try await mesh.tunnelKeys()["ts2"])
      try await mesh.icnbctl("ts-del", "ts1")
      for zone in mesh.zones {
        try await eventually(["ts2"]) { try await zone.transitSwitches() }
      }
      try await eventually(["ts2": key]) { try await mesh.tunnelKeys() }
    }
  }

  @Test("takes its ports and routes with it", .requiresOurs, arguments: SchemaGeneration.tested)
  func deletionInUse(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      try await mesh.az1.addRoute("10.11.0.0/16", via: "169.254.100.9", to: "lr1")
      try await eventually(1) { try await mesh.az2.learnedRoutes(of: "lr2").count }
      try await mesh.icnbctl("ts-del", "ts1")
      try await eventually([]) { try await mesh.portBindings() }
      try await eventually([]) { try await mesh.routes() }
      for zone in mesh.zones {
        try await eventually([]) { try await zone.transitSwitches() }
      }
      try await eventually([]) { try await mesh.az2.learnedRoutes(of: "lr2") }
    }
  }

  @Test("is made again in a zone that loses it", arguments: SchemaGeneration.tested)
  func repair(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.addTransitSwitch("ts1")
      try await mesh.az1.nbctl("ls-del", "ts1")
      try await eventually(["ts1"]) { try await mesh.az1.transitSwitches() }
      try await eventually(["16711682"]) {
        try await mesh.az1.northbound.rows("Logical_Switch").compactMap {
          $0["other_config"]["requested-tnl-key"]
        }
      }
    }
  }

  @Test(
    "gets a removed tunnel key back and keeps keys of others", arguments: SchemaGeneration.tested)
  func repairOfKeys(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.addTransitSwitch("ts1")
      let options = {
        try await mesh.az1.northbound.rows("Logical_Switch").first?["other_config"]
      }
      try await eventually("16711682") { try await options()?["requested-tnl-key"] }
      try await mesh.az1.nbctl(
        "set", "Logical_Switch", "ts1", "other_config:mcast_snoop=true", "--",
        "remove", "Logical_Switch", "ts1", "other_config", "requested-tnl-key")
      try await eventually("16711682") { try await options()?["requested-tnl-key"] }
      #expect(try await options()?["mcast_snoop"] == "true")
    }
  }

  @Test("leaves a switch alone that merely has its name", arguments: SchemaGeneration.tested)
  func sameName(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.az1.nbctl(
        "ls-add", "ts1", "--", "set", "Logical_Switch", "ts1", "other_config:mine=1")
      try await mesh.addTransitSwitch("ts1")
      let switches = try await mesh.az1.northbound.rows("Logical_Switch")
      #expect(switches.map { $0["name"].text } == ["ts1", "ts1"])
      #expect(switches.compactMap { $0["other_config"]["mine"] } == ["1"])
      try await mesh.icnbctl("ts-del", "ts1")
      try await eventually(["{mine=1}"]) {
        try await mesh.az1.northbound.rows("Logical_Switch").map { "\($0["other_config"])" }
      }
    }
  }

  @Test("has keys of the small range in VXLAN mode", .requiresOurs)
  func vxlanMode() async throws {
    try await withMesh(.newest) { mesh in
      try await mesh.az1.addGateway("gw1", types: "vxlan", ip: "10.1.0.1")
      try await mesh.addTransitSwitch("ts1")
      try await eventually(["ts1": 16_711_682]) { try await mesh.tunnelKeys() }
      try await mesh.icnbctl("set", "IC_NB_Global", ".", "options:vxlan_mode=true")
      try await eventually(["ts1": 1025]) { try await mesh.tunnelKeys() }
      try await eventually("true") {
        try await mesh.az2.northbound.rows("Logical_Switch").first?["other_config"]["ic-vxlan_mode"]
      }
      try await mesh.icnbctl("set", "IC_NB_Global", ".", "options:vxlan_mode=false")
      try await eventually(["ts1": 16_711_682]) { try await mesh.tunnelKeys() }
    }
  }
}
