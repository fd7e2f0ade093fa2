import EventLoop
import LoopTesting
import Testing

@Suite("A program that was started", .eventLoop, .timeLimit(.minutes(1)))
struct ChildProcessTests {
  @Test(
    "tells how it ended",
    arguments: [
      ("exit 0", ChildProcess.End.exited(status: 0)), ("exit 3", .exited(status: 3)),
      ("kill -9 $$", .killed(signal: 9)),
    ])
  func ends(command: String, end: ChildProcess.End) async throws {
    let found = try await onLoop {
      let (ends, told) = AsyncStream.makeStream(of: ChildProcess.End.self)
      let process = try ChildProcess("sh", ["-c", command]) { end in
        told.yield(end)
        told.finish()
      }
      var found: ChildProcess.End?
      for await end in ends { found = end }
      withExtendedLifetime(process) {}
      return found
    }
    #expect(found == end)
  }

  @Test("must be there")
  func isMissing() async {
    await onLoop {
      #expect(throws: LoopError.self) { try ChildProcess("/there/is/none", []) { _ in } }
    }
  }
}
