import Foundation
import FuzzProperties
import Seeded
import Testing

@Suite("The command fuzzer's corpus")
struct CommandsCorpusTests {
  static let files = corpus()

  @Test("holds what commands must do with any words", arguments: files)
  func holds(file: URL) throws {
    let violation = violatedCommandProperty(of: Array(try Data(contentsOf: file)))
    #expect(violation == nil)
  }

  @Test("is there")
  func isThere() { #expect(Self.files.count >= 10) }

  private static func corpus() -> [URL] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fuzz/Corpus/commands").standardizedFileURL
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return (files ?? []).sorted { $0.path < $1.path }
  }
}

@Suite("Words by lot")
struct RandomWordsTests {
  private static let words = [
    "A", ".", "i", "r", "s", "m", "n", "o", "set", "get", "find", "list", "add", "remove", "clear",
    "create", "destroy", "wait-until", "comment", "--", "--id=@x", "@x", "--columns=", "--all",
    "--if-exists", "=", ":", ",", "{", "}", "[", "]", "\"", "\\", "\\u", "{in}", "{not-in}", "<=",
    "-",
    "1", "9223372036854775807", "1-3", "true", "\n", "\n", "\n", " ", "ä", "\u{301}",
  ]

  @Test("are carried out or refused like any others", arguments: 0..<60)
  func holds(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<40 {
      let count = 1 + Int(random.next() % 14)
      let text = (0..<count).map { _ in Self.words.randomElement(using: &random) ?? "" }.joined()
      #expect(violatedCommandProperty(of: Array(text.utf8)) == nil, "\(text)")
    }
  }
}
