import Foundation
import FuzzProperties
import Testing

@Suite("The JSON fuzzer's corpus")
struct JSONCorpusTests {
  static let files = corpus("json")

  @Test("holds what the parser must do with any bytes", arguments: files)
  func holds(file: URL) throws {
    let violation = violatedJSONProperty(of: Array(try Data(contentsOf: file)))
    #expect(violation == nil)
  }

  @Test("is there")
  func isThere() { #expect(Self.files.count >= 18) }
}

/// The files of one fuzzer's corpus, which lies beside the fuzzers.
private func corpus(_ name: String) -> [URL] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fuzz/Corpus/\(name)").standardizedFileURL
  let files = try? FileManager.default.contentsOfDirectory(
    at: folder, includingPropertiesForKeys: nil)
  return (files ?? []).sorted { $0.path < $1.path }
}
