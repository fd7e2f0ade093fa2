import Testbed
import Testing

@Suite("A router's port on a transit switch", .crowded)
struct PortBindingTests {
  @Test(
    "is a remote port in the other zone, with its address and the same tunnel key",
    arguments: SchemaGeneration.tested)
  func exchange(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      try await eventually([
        "az1 ts1 ts1-lr1 - [aa:aa:aa:aa:aa:01 169.254.100.1/24]",
        "az2 ts1 ts1-lr2 - [aa:aa:aa:aa:aa:02 169.254.100.2/24]",
      ]) { try await mesh.portBindings() }
      try await eventually([
        "ts1-lr1 remote aa:aa:aa:aa:aa:01 169.254.100.1/24", "ts1-lr2 router router",
      ]) { try await mesh.az2.ports(of: "ts1") }
      try await eventually([
        "ts1-lr1 router router", "ts1-lr2 remote aa:aa:aa:aa:aa:02 169.254.100.2/24",
      ]) { try await mesh.az1.ports(of: "ts1") }
      let bindings = try await mesh.interconnectSouthbound.rows("Port_Binding")
      let keys = Dictionary(
        uniqueKeysWithValues: bindings.map { ($0["logical_port"].text, "\($0["tunnel_key"])") })
      #expect(Set(keys.values).count == 2)
      for zone in mesh.zones {
        try await eventually(keys, "\(zone.name) has the keys") {
          let ports = try await zone.northbound.rows("Logical_Switch_Port")
          return Dictionary(
            uniqueKeysWithValues: ports.map {
              ($0["name"].text, $0["options"]["requested-tnl-key"] ?? "")
            })
        }
      }
    }
  }

  @Test("names its router in IC-Southbound", arguments: SchemaGeneration.tested)
  func routerIdentity(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      let router = try await mesh.az1.northbound.rows("Logical_Router").first?.uuid
      try await eventually(router) {
        try await mesh.interconnectSouthbound.rows("Port_Binding").first {
          $0["logical_port"].text == "ts1-lr1"
        }?["external_ids"]["router-id"]
      }
    }
  }

  @Test("is bound in the other zone where its gateway is", arguments: SchemaGeneration.tested)
  func gateway(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      try await mesh.az1.nbctl("--wait=sb", "lrp-set-gateway-chassis", "lr1-ts1", "gw1", "1")
      try await mesh.az1.sbctl("lsp-bind", "cr-lr1-ts1", "gw1")
      try await eventually(["az1 ts1 ts1-lr1 gw1 [aa:aa:aa:aa:aa:01 169.254.100.1/24]"]) {
        try await mesh.portBindings().filter { $0.hasPrefix("az1") }
      }
      try await eventually("gw1") { try await mesh.az2.chassis(ofPort: "ts1-lr1") }
      // Another gateway takes over.
      try await mesh.az1.addGateway("gw3", ip: "10.1.0.3")
      try await mesh.az1.sbctl("lsp-unbind", "cr-lr1-ts1", "--", "lsp-bind", "cr-lr1-ts1", "gw3")
      try await eventually("gw3") { try await mesh.az2.chassis(ofPort: "ts1-lr1") }
      try await mesh.az1.sbctl("lsp-unbind", "cr-lr1-ts1")
      try await eventually("") { try await mesh.az2.chassis(ofPort: "ts1-lr1") }
    }
  }

  @Test("is followed when its addresses change", arguments: SchemaGeneration.tested)
  func addresses(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      let remote = {
        try await mesh.az2.ports(of: "ts1").filter { $0.hasPrefix("ts1-lr1") }
      }
      try await eventually(["ts1-lr1 remote aa:aa:aa:aa:aa:01 169.254.100.1/24"]) {
        try await remote()
      }
      try await mesh.az1.nbctl(
        "set", "Logical_Router_Port", "lr1-ts1", #"mac="aa:aa:aa:aa:aa:77""#,
        #"networks=["169.254.100.7/24","fd00:100::7/64"]"#)
      try await eventually(
        ["ts1-lr1 remote aa:aa:aa:aa:aa:77 169.254.100.7/24 fd00:100::7/64"]) { try await remote() }
    }
  }

  @Test(
    "keeps its binding, without address, while the router's side is missing",
    arguments: SchemaGeneration.tested)
  func withoutRouterPort(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      let remote = {
        try await mesh.az2.ports(of: "ts1").filter { $0.hasPrefix("ts1-lr1") }
      }
      try await eventually(["ts1-lr1 remote aa:aa:aa:aa:aa:01 169.254.100.1/24"]) {
        try await remote()
      }
      try await mesh.az1.nbctl("lrp-del", "lr1-ts1")
      try await eventually(["ts1-lr1 remote []"]) { try await remote() }
      try await mesh.az1.nbctl("lrp-add", "lr1", "lr1-ts1", "aa:aa:aa:aa:aa:01", "169.254.100.1/24")
      try await eventually(["ts1-lr1 remote aa:aa:aa:aa:aa:01 169.254.100.1/24"]) {
        try await remote()
      }
    }
  }

  @Test("disappears everywhere when it is deleted", arguments: SchemaGeneration.tested)
  func deletion(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      try await eventually(2) { try await mesh.az2.ports(of: "ts1").count }
      try await mesh.az1.nbctl("lsp-del", "ts1-lr1")
      try await eventually(["ts1-lr2 router router"]) { try await mesh.az2.ports(of: "ts1") }
      try await eventually(1) { try await mesh.portBindings().count }
    }
  }

  @Test(
    "gets a tunnel key of its own, also when zones add ports at once",
    arguments: SchemaGeneration.tested)
  func simultaneousPorts(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.addTransitSwitch("ts1")
      try await withThrowingTaskGroup { group in
        for (index, zone) in mesh.zones.enumerated() {
          group.addTask {
            for number in 1...6 {
              let router = "lr\(index + 1)\(number)"
              try await zone.addRouter(router)
              try await zone.attach(router, to: "ts1", number: 10 * index + number)
            }
          }
        }
        try await group.waitForAll()
      }
      try await eventually(12) { try await mesh.portBindings().count }
      let bindings = try await mesh.interconnectSouthbound.rows("Port_Binding")
      #expect(Set(bindings.map { $0["tunnel_key"] }).count == 12)
      for zone in mesh.zones {
        try await eventually(6, "\(zone.name) has the other's ports") {
          try await zone.ports(of: "ts1").filter { $0.contains(" remote aa:") }.count
        }
      }
    }
  }

  @Test("does not mix with ports of other types", arguments: SchemaGeneration.tested)
  func otherTypes(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.join()
      try await mesh.az1.nbctl(
        "lsp-add", "ts1", "vm", "--", "lsp-set-addresses", "vm", "00:00:00:00:00:05 169.254.100.5")
      try await mesh.az1.nbctl(
        "lsp-add", "ts1", "local", "--", "lsp-set-type", "local", "localport")
      try await mesh.az1.addRouter("lr9")
      try await mesh.az1.attach("lr9", to: "ts1", number: 9)
      try await eventually(["ts1-lr1", "ts1-lr2", "ts1-lr9"]) {
        try await mesh.az2.ports(of: "ts1").map { String($0.prefix { $0 != " " }) }
      }
      #expect(try await mesh.az1.ports(of: "ts1").count == 5)
    }
  }
}
