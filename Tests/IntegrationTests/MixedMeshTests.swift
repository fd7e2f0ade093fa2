import Testbed
import Testing

/// Keys that daemons newer than 23.03 write and older ones do not know.
let newerKeys: Set<String> = ["lr-id", "ic-vxlan_mode"]

@Suite("A mesh of our daemon and the C one", .crowded)
struct MixedMeshTests {
  @Test(
    "comes to hold what a mesh of C daemons holds",
    arguments: [
      [InterconnectProgram.ours, .reference], [.reference, .ours], [.ours, .ours],
    ])
  func sameDatabases(programs: [InterconnectProgram]) async throws {
    let expected = try await databases(of: [.reference, .reference])
    let found = try await databases(of: programs)
    #expect(expected.differences(to: found) == [])
  }

  /// What a mesh holds in which everything came, changed and partly went again.
  private func databases(of programs: [InterconnectProgram]) async throws -> Snapshot {
    try await withMesh(running: programs) { mesh in
      try await mesh.populate()
      try await mesh.addTransitSwitch("ts2")
      for (index, zone) in mesh.zones.enumerated() {
        let router = "lr\(index + 1)"
        // With an IPv6 address too: the C daemon would loop over IPv6 routes without one.
        try await zone.attach(
          router, to: "ts2", number: index + 1,
          networks: ["169.254.200.\(index + 1)/24", "2001:db8:200::\(index + 1)/64"])
        try await zone.setPortOptions("\(router)-ts2", ["route_table": "blue"])
        try await zone.addRoute(
          "10.8\(index).0.0/16", via: "169.254.200.9", to: router, options: "--route-table=blue")
        try await zone.setOptions([
          "ic-route-blacklist": "10.\(index).2.0/24", "ic-route-adv-default": "true",
        ])
        try await zone.sbctl("set", "Chassis", "gw\(index + 1)", "hostname=changed")
        try await zone.nbctl("lr-route-del", router, "10.\(index).3.0/24")
      }
      try await mesh.comeAndGo()
      try await mesh.settle()
      return try await mesh.snapshot(withoutKeys: newerKeys)
    }
  }
}
