import Testbed
import Testing

@Suite("A mesh that has converged", .crowded)
struct ConvergenceTests {
  @Test("is not written to by daemons that start anew", arguments: SchemaGeneration.tested)
  func restart(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.populate()
      try await mesh.settle()
      let (before, lengths) = (try await mesh.snapshot(), mesh.journalLengths)
      for zone in mesh.zones {
        try await zone.daemon.restart()
        try await eventually("Status: active\n") { try await zone.daemon.appctl("status") }
      }
      try await mesh.settle()
      #expect(mesh.journalLengths == lengths)
      #expect(try await mesh.snapshot().differences(to: before) == [])
    }
  }

  @Test(
    "is not written to by a forced recompute", .requiresOurs, arguments: SchemaGeneration.tested)
  func recompute(_ schemas: SchemaGeneration) async throws {
    try await withMesh(schemas) { mesh in
      try await mesh.populate()
      try await mesh.settle()
      let lengths = mesh.journalLengths
      for zone in mesh.zones { try await zone.daemon.appctl("inc-engine/recompute") }
      try await mesh.settle()
      #expect(mesh.journalLengths == lengths)
    }
  }

  @Test("costs its daemons nothing", .requiresOurs)
  func idling() async throws {
    try await withMesh { mesh in
      try await mesh.populate()
      try await mesh.settle()
      let before = try await mesh.cpuTimes()
      try await mesh.settle(window: .seconds(2))
      for (name, time) in try await mesh.cpuTimes() {
        // A hundredth of a second is the clock's tick; a busy loop would take 200.
        #expect(time - (before[name] ?? .zero) <= .milliseconds(50), "\(name)")
      }
    }
  }
}

extension Mesh {
  /// Something of each kind in both zones.
  func populate() async throws {
    try await join(ipv6: true)
    for (index, zone) in zones.enumerated() {
      let router = "lr\(index + 1)"
      try await zone.addSubnet(
        "192.168.\(index).1/24", "fd00:\(index)::1/64", to: router, name: "net")
      for number in 1...5 {
        try await zone.addRoute(
          "10.\(index).\(number).0/24", via: "192.168.\(index).9", to: router)
      }
      try await zone.nbctl(
        "--wait=sb", "lrp-set-gateway-chassis", "\(router)-ts1", "gw\(index + 1)", "1")
      try await zone.sbctl("lsp-bind", "cr-\(router)-ts1", "gw\(index + 1)")
    }
    for (index, zone) in zones.enumerated() {
      try await eventually(7 * (zones.count - 1)) {
        try await zone.learnedRoutes(of: "lr\(index + 1)").count
      }
    }
  }
}
