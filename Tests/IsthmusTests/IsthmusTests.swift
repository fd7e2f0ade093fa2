import Testbed
import Testing

@Suite("isthmus", .timeLimit(.minutes(1)))
struct IsthmusTests {
  private static let program = builtProgram("isthmus")

  @Test("lists its subcommands", arguments: [[], ["--help"], ["-h"], ["help"]])
  func help(arguments: [String]) async throws {
    let help = try await run(Self.program, arguments)
    #expect(help.contains("USAGE: isthmus <subcommand>"))
    #expect(help.contains("schema "))
  }

  @Test("tells its version")
  func version() async throws {
    let version = try await run(Self.program, ["--version"])
    #expect(version.wholeMatch(of: /isthmus \d+\.\d+\.\d+\n/) != nil)
  }

  @Test("refuses what it does not know", arguments: [["nonsense"], ["--nonsense"]])
  func unknown(arguments: [String]) async throws {
    let result = try await attempt(Self.program, arguments)
    #expect(result.status == .exited(64))
    #expect(result.error.contains("nonsense"))
  }
}
