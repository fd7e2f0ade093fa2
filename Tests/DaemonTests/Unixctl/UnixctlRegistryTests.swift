import EventLoop
import Testing

@testable import Daemon

/// In processes of their own, each with an event loop.
@Suite("A command registry", .timeLimit(.minutes(1)))
struct UnixctlRegistryTests {
  @Test("lets a command answer later, and hears only its first answer")
  func later() async {
    await #expect(processExitsWith: .success) {
      LoopActor.run {
        let registry = UnixctlRegistry(program: .interconnect)
        var kept: UnixctlRequest?
        registry.register("slow", usage: "A", arguments: 1...1) { (request: UnixctlRequest) in
          kept = request
        }
        var answers: [Result<String, UnixctlError>] = []
        registry.perform("slow", UnixctlRequest(arguments: ["a"]) { answers.append($0) })
        precondition(answers.isEmpty)
        kept?.reply("done")
        kept?.fail(UnixctlError("too late"))
        precondition(answers == [.success("done")])
      }
    }
  }

  @Test("takes a command's latest registration, and passes on what it throws")
  func replacement() async {
    await #expect(processExitsWith: .success) {
      LoopActor.run {
        let registry = UnixctlRegistry(program: .interconnect)
        registry.register("status") { _ in "old" }
        registry.register("status", arguments: 0...2) { words throws(UnixctlError) in
          guard words == ["a", "b"] else { throw UnixctlError("no") }
          return "new"
        }
        var answers: [Result<String, UnixctlError>] = []
        for words in [[], ["a", "b"], ["a", "b", "c"]] {
          registry.perform("status", UnixctlRequest(arguments: words) { answers.append($0) })
        }
        precondition(
          answers == [
            .failure(UnixctlError("no")), .success("new"),
            .failure(UnixctlError("\"status\" command takes at most 2 arguments")),
          ])
      }
    }
  }
}
