import Testbed
import Testing

@Suite("A mesh of two zones", .timeLimit(.minutes(1)))
struct MeshTests {
  @Test("registers both zones")
  func registration() async throws {
    try await withWorkspace { workspace in
      let mesh = try await Mesh(in: workspace, running: [.reference, .reference])
      try await waitUntil("both zones are registered") {
        try await mesh.icsbctl("--bare", "--columns=name", "list", "Availability_Zone")
          .split(separator: "\n").count == 2
      }
    }
  }
}
