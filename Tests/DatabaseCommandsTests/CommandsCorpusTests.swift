import Foundation
import FuzzProperties
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
