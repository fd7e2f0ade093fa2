import Testbed
import Testing

@Suite("Our tools, beside the distribution's", .timeLimit(.minutes(10)))
struct ComparisonTests {
  @Test("print the same, end alike and leave the same behind", arguments: ToolStory.all)
  func comparison(story: ToolStory) async throws {
    try await withBoth(story.kind) { reference, ours in
      for line in story.lines {
        let words = ToolStory.words(line)
        let wanted = Transcript(try await reference.run(words), of: reference)
        let found = Transcript(try await ours.run(words), of: ours)
        if line.hasPrefix("~") {
          #expect(found.sorted == wanted.sorted, "\(line)")
        } else {
          #expect(found == wanted, "\(line)")
        }
        let contents = try await ours.server.contents()
        #expect(try await contents == reference.server.contents(), "\(line)")
      }
    }
  }
}
