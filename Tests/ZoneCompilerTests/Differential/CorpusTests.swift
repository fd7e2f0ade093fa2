import Testbed
import Testing

/// Runs the tool that holds the compiler against the real ovn-northd; see Oracle/README.md.
@Suite("The compiler", .timeLimit(.minutes(10)))
struct CorpusTests {
  private static let oracle = "\(#filePath)".replacingLastComponents(2, with: "Oracle/compare")

  @Test("agrees with northd in every stage and section in as many topologies as it has before")
  func ratchet() async throws {
    let result = try await attempt(
      Self.oracle, ["--check", "--compiler", builtProgram("isthmus") + " zone"])
    #expect(result.status == .exited(0), "\(result.output)\(result.error)")
  }

  @Test(
    "agrees with northd on topologies that are drawn from seeds", arguments: ["11-20", "21-30"])
  func drawn(seeds: String) async throws {
    let result = try await attempt(
      Self.oracle, ["--random", seeds, "--compiler", builtProgram("isthmus") + " zone"])
    #expect(result.status == .exited(0), "\(result.output)\(result.error)")
  }
}

extension String {
  /// The path without its last components, and with `name` there.
  fileprivate func replacingLastComponents(_ count: Int, with name: String) -> String {
    split(separator: "/", omittingEmptySubsequences: false).dropLast(count)
      .joined(separator: "/") + "/" + name
  }
}
