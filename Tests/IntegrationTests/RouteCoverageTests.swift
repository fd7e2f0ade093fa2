import Testbed
import Testing

@Suite("A daemon of a zone that is on some of the transit switches", .crowded, .requiresOurs)
struct RouteCoverageTests {
  @Test(
    "holds the routes on those, and loses nothing by restarts, outages and changes",
    arguments: SchemaGeneration.tested)
  func story(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas, zones: 3) { mesh in
      try await mesh.joinInPart()
      let first = ["10.12.0.0/16 via 169.254.100.2 static"]
      let second = (1...20).map { "10.13.\($0).0/24 via 169.254.101.3 static" }.sorted()
      try await eventually(first) { try await mesh.az1.learnedRoutes(of: "lr1") }
      // Its own and one of the second zone's; of the third zone's none.
      try await eventually("routes:2") { try await mesh.az1.heldRoutes() }
      try await mesh.settle()

      try await mesh.az1.attach("lr1", to: "ts2", number: 1, subnet: "169.254.101")
      try await eventually(first + second) { try await mesh.az1.learnedRoutes(of: "lr1") }
      // Its own is on both switches now.
      try await eventually("routes:23") { try await mesh.az1.heldRoutes() }
      try await mesh.settle()

      // Neither who starts anew nor who connects anew may take a route for gone that it does not know yet.
      let transactions = mesh.az1.northbound.transactionCount
      try await mesh.expectFixedPoint()
      try await mesh.interconnectSouthbound.restart()
      try await mesh.az3.addRoute("10.14.0.0/16", via: "169.254.101.9", to: "lr3")
      try await eventually(first + second + ["10.14.0.0/16 via 169.254.101.3 static"]) {
        try await mesh.az1.learnedRoutes(of: "lr1")
      }
      #expect(mesh.az1.northbound.transactionCount == transactions + 1)

      try await mesh.az1.nbctl("lsp-del", "ts2-lr1")
      try await eventually(first) { try await mesh.az1.learnedRoutes(of: "lr1") }
      try await eventually("routes:2") { try await mesh.az1.heldRoutes() }
      #expect(
        try await mesh.routes().filter { $0.hasPrefix("az1") }
          == ["az1 ts1 10.11.0.0/16 via 169.254.100.1 static"])
      try await mesh.settle()
      try await mesh.expectFixedPoint()
    }
  }
}

extension Mesh {
  /// The first two zones on `ts1` with a route each, the third one on `ts2` with twenty.
  fileprivate func joinInPart() async throws {
    for name in ["ts1", "ts2"] { try await addTransitSwitch(name) }
    for (index, zone) in zones.enumerated() {
      let number = index + 1
      try await zone.exchangeRoutes()
      try await zone.addGateway("gw\(number)", ip: "10.1.0.\(number)")
      try await zone.addRouter("lr\(number)")
    }
    try await az1.attach("lr1", to: "ts1", number: 1)
    try await az2.attach("lr2", to: "ts1", number: 2)
    try await az3.attach("lr3", to: "ts2", number: 3, subnet: "169.254.101")
    try await az1.addRoute("10.11.0.0/16", via: "169.254.100.9", to: "lr1")
    try await az2.addRoute("10.12.0.0/16", via: "169.254.100.9", to: "lr2")
    for number in 1...20 {
      try await az3.addRoute("10.13.\(number).0/24", via: "169.254.101.9", to: "lr3")
    }
  }
}

extension Zone {
  /// How many published routes the daemon holds, as `memory/show` tells it.
  fileprivate func heldRoutes() async throws -> String? {
    try await daemon.appctl("memory/show").split { $0 == " " || $0 == "\n" }.map(String.init)
      .first { $0.hasPrefix("routes:") }
  }
}
