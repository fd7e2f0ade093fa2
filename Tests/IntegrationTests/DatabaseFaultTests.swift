import Testbed
import Testing

/// One of the six databases of a mesh of two zones.
enum DatabaseRole: String, CaseIterable, CustomStringConvertible {
  case interconnectNorthbound, interconnectSouthbound
  case northbound1, southbound1, northbound2, southbound2

  var description: String { rawValue }

  func server(in mesh: Mesh) -> OVSDBServer {
    switch self {
    case .interconnectNorthbound: mesh.interconnectNorthbound
    case .interconnectSouthbound: mesh.interconnectSouthbound
    case .northbound1: mesh.az1.northbound
    case .southbound1: mesh.az1.southbound
    case .northbound2: mesh.az2.northbound
    case .southbound2: mesh.az2.southbound
    }
  }
}

@Suite("A database", .crowded)
struct DatabaseFaultTests {
  @Test(
    "that cuts its connections changes nothing, and work goes on", arguments: DatabaseRole.allCases)
  func restart(_ role: DatabaseRole) async throws {
    try await withMesh { mesh in
      try await mesh.populate()
      try await mesh.settle()
      let before = try await mesh.snapshot()
      try await role.server(in: mesh).restart()
      try await mesh.comeAndGo()
      try await mesh.settle()
      #expect(before.differences(to: try await mesh.snapshot()) == [])
    }
  }

  @Test("that is away delays what needs it, and nothing is lost", arguments: DatabaseRole.allCases)
  func outage(_ role: DatabaseRole) async throws {
    try await withMesh { mesh in
      try await mesh.populate()
      try await mesh.settle()
      let server = role.server(in: mesh)
      await server.kill()
      // What can be changed meanwhile is changed.
      if role != .northbound1 {
        try await mesh.az1.addRoute("10.77.0.0/16", via: "169.254.100.9", to: "lr1")
      }
      if role != .southbound2 { try await mesh.az2.addGateway("gw9", ip: "10.1.0.9") }
      if role != .interconnectNorthbound { try await mesh.icnbctl("ts-add", "ts9") }
      try await server.start()
      if role == .northbound1 {
        try await mesh.az1.addRoute("10.77.0.0/16", via: "169.254.100.9", to: "lr1")
      }
      if role == .southbound2 { try await mesh.az2.addGateway("gw9", ip: "10.1.0.9") }
      if role == .interconnectNorthbound { try await mesh.icnbctl("ts-add", "ts9") }
      try await eventually(1, deadline: .seconds(30)) {
        try await mesh.az2.learnedRoutes(of: "lr2").filter { $0.hasPrefix("10.77") }.count
      }
      try await eventually(2, deadline: .seconds(30)) {
        try await mesh.az1.remoteChassis().count
      }
      for zone in mesh.zones {
        try await eventually(["ts1", "ts9"], deadline: .seconds(30)) {
          try await zone.transitSwitches()
        }
      }
      try await mesh.settle()
      try await mesh.expectFixedPoint()
    }
  }
}

extension Mesh {
  /// A route, a gateway and a transit switch appear and disappear again, everywhere.
  func comeAndGo() async throws {
    try await az1.addRoute("10.77.0.0/16", via: "169.254.100.9", to: "lr1")
    try await az2.addGateway("gw9", ip: "10.1.0.9")
    try await icnbctl("ts-add", "ts9")
    for isThere in [true, false] {
      try await eventually(isThere, deadline: .seconds(30)) {
        try await az2.learnedRoutes(of: "lr2").contains { $0.hasPrefix("10.77") }
      }
      try await eventually(isThere, deadline: .seconds(30)) {
        try await az1.remoteChassis().contains { $0.hasPrefix("gw9") }
      }
      for zone in zones {
        try await eventually(isThere, deadline: .seconds(30)) {
          try await zone.transitSwitches().contains("ts9")
        }
      }
      guard isThere else { return }
      try await az1.nbctl("lr-route-del", "lr1", "10.77.0.0/16")
      try await az2.sbctl("chassis-del", "gw9")
      try await icnbctl("ts-del", "ts9")
    }
  }

  /// Expects that the databases hold what daemons would make of them that start from scratch.
  func expectFixedPoint(sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let before = try await snapshot()
    for zone in zones {
      try await zone.daemon.restart()
      try await eventually("Status: active\n") { try await zone.daemon.appctl("status") }
    }
    try await settle()
    let changes = before.differences(to: try await snapshot())
    #expect(changes == [], sourceLocation: sourceLocation)
  }
}
