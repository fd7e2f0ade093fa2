import Foundation
import Testbed
import Testing

@Suite("A campaign of isthmus simulate", .timeLimit(.minutes(2)))
struct CampaignTests {
  private func campaign(_ arguments: String..., in workspace: Workspace) -> Program {
    workspace.program(
      "simulate", builtProgram("isthmus"),
      ["simulate", "--zones", "1", "--steps", "2"] + arguments)
  }

  @Test(
    "ended by a signal says what it has done so far, and by what it was ended",
    arguments: [(SIGINT, "SIGINT"), (SIGTERM, "SIGTERM")], ["1", "3"])
  func interruption(signal: (number: Int32, name: String), jobs: String) async throws {
    try await withWorkspace { workspace in
      let program = campaign("--seeds", "1..1000000", "--jobs", jobs, in: workspace)
      try await program.start()
      try await waitUntil("some seeds are done", deadline: .seconds(60)) {
        program.output.contains("10 of 1000000 seeds, ")
      }
      await program.signal(signal.number)
      #expect(await program.end() == .exited(128 + signal.number))
      let summary = try #require(program.output.split(separator: "\n").last)
      let numbers = try #require(
        summary.wholeMatch(
          of: try Regex(
            #"(\d+) seeds of 1 zones, (\d+) steps, .*; wall time \d+ s; 0 failures"#
              + "; ended by \(signal.name) during seed \\d+.*",
            as: (Substring, Substring, Substring).self)))
      let (seeds, steps) = (Int(numbers.output.1) ?? 0, Int(numbers.output.2) ?? 0)
      #expect(seeds >= 10)
      #expect(steps == 2 * seeds)
    }
  }

  @Test("tells of each ten seeds where there is no terminal, and at last of all")
  func progress() async throws {
    try await withWorkspace { workspace in
      let program = campaign("--seeds", "5..29", in: workspace)
      try await program.start()
      #expect(await program.end() == .exited(0))
      let lines = program.output.split(separator: "\n")
      #expect(lines.count == 3)
      #expect(lines.first?.wholeMatch(of: /10 of 25 seeds, \d+ s, 0 failures/) != nil)
      #expect(lines.dropFirst().first?.wholeMatch(of: /20 of 25 seeds, \d+ s, 0 failures/) != nil)
      #expect(lines.last?.hasPrefix("25 seeds of 1 zones, 50 steps, ") == true)
    }
  }
}
