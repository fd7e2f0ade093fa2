import Foundation
import FuzzProperties
import Testing

@Suite("The server fuzzer's corpus")
struct ServerCorpusTests {
  static let files = corpus()

  @Test("holds what a server must do with any messages", arguments: files)
  func holds(file: URL) throws {
    let violation = violatedServerProperty(of: Array(try Data(contentsOf: file)))
    #expect(violation == nil)
  }

  @Test("is there")
  func isThere() { #expect(Self.files.count >= 6) }

  private static func corpus() -> [URL] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fuzz/Corpus/server").standardizedFileURL
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return (files ?? []).sorted { $0.path < $1.path }
  }
}
