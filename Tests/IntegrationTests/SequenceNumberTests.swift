import Testbed
import Testing

@Suite("A sequence number", .crowded, .requiresOurs)
struct SequenceNumberTests {
  @Test("is confirmed when every zone has seen it")
  func confirmation() async throws {
    try await withMesh(.newest) { mesh in
      try await eventually(["az1", "az2"]) { try await mesh.registeredZones() }
      for number in Int64(1)...3 {
        try await mesh.bump(by: 1)
        try await eventually(number) { try await mesh.confirmed() }
        let zones = try await mesh.interconnectSouthbound.rows("Availability_Zone")
        #expect(zones.map { $0["nb_ic_cfg"].integer } == [number, number])
      }
    }
  }

  @Test("follows the changes that it stands for")
  func order() async throws {
    try await withMesh(.newest) { mesh in
      try await mesh.join()
      try await mesh.az1.addRoute("10.11.0.0/16", via: "169.254.100.9", to: "lr1")
      try await eventually(1) { try await mesh.routes().count }
      // One transaction: the switch goes, and the number says so.
      try await mesh.interconnectNorthbound.commit([
        #"{"op":"delete","table":"Transit_Switch","where":[["name","==","ts1"]]}"#,
        #"{"op":"mutate","table":"IC_NB_Global","where":[],"mutations":[["nb_ic_cfg","+=",1]]}"#,
      ])
      try await eventually(1) { try await mesh.confirmed() }
      #expect(try await mesh.routes().isEmpty)
      #expect(try await mesh.portBindings().isEmpty)
    }
  }

  @Test("waits for a zone that is paused")
  func pausedZone() async throws {
    try await withMesh(.newest) { mesh in
      try await eventually(["az1", "az2"]) { try await mesh.registeredZones() }
      try await mesh.az2.daemon.appctl("pause")
      try await mesh.bump(by: 1)
      try await eventually(1) {
        try await mesh.interconnectSouthbound.rows("Availability_Zone").filter {
          $0["nb_ic_cfg"].integer == 1
        }.count
      }
      try await mesh.settle()
      #expect(try await mesh.confirmed() == 0)
      try await mesh.az2.daemon.appctl("resume")
      try await eventually(1) { try await mesh.confirmed() }
    }
  }

  @Test("that is large costs a restarted daemon no more transactions than a small one")
  func restart() async throws {
    try await withMesh(.newest) { mesh in
      try await eventually(["az1", "az2"]) { try await mesh.registeredZones() }
      try await mesh.bump(by: 5000)
      try await eventually(5000) { try await mesh.confirmed() }
      for zone in mesh.zones { try await zone.daemon.restart() }
      try await mesh.settle()
      let before = mesh.interconnectSouthbound.transactionCount
      try await mesh.bump(by: 1)
      try await eventually(5001) { try await mesh.confirmed() }
      try await mesh.settle()
      #expect(mesh.interconnectSouthbound.transactionCount - before <= 8)
    }
  }
}

extension Mesh {
  /// What `ovn-ic-nbctl --wait=sb` does before it waits.
  fileprivate func bump(by count: Int) async throws {
    try await interconnectNorthbound.commit([
      #"{"op":"mutate","table":"IC_NB_Global","where":[],"mutations":[["nb_ic_cfg","+=",\#(count)]]}"#
    ])
  }

  fileprivate func confirmed() async throws -> Int64? {
    try await interconnectNorthbound.rows("IC_NB_Global").first?["sb_ic_cfg"].integer
  }
}
