import Testbed
import Testing

@Suite("isthmus simulate", .timeLimit(.minutes(2)))
struct SimulateCommandTests {
  @Test("goes the same way in every process that has the same seed")
  func determinism() async throws {
    let arguments = ["simulate", "--seed", "11", "--zones", "3", "--steps", "40", "--digest"]
    let first = try await run(builtProgram("isthmus"), arguments)
    let second = try await run(builtProgram("isthmus"), arguments)
    let digest = first.split(separator: "\n").first { $0.contains("digest") }
    #expect(digest != nil)
    #expect(digest == second.split(separator: "\n").first { $0.contains("digest") })
  }
}
