import Foundation
import FuzzProperties
import Testing

@Suite("The OVSDB fuzzer's corpus")
struct OVSDBCorpusTests {
  static let files = corpus("ovsdb")

  @Test("holds what the decoders must do with any JSON", arguments: files)
  func holds(file: URL) throws {
    let violation = violatedOVSDBProperty(of: Array(try Data(contentsOf: file)))
    #expect(violation == nil)
  }

  @Test("is there")
  func isThere() { #expect(Self.files.count >= 22) }
}

/// The files of one fuzzer's corpus, which lies beside the fuzzers.
private func corpus(_ name: String) -> [URL] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fuzz/Corpus/\(name)").standardizedFileURL
  let files = try? FileManager.default.contentsOfDirectory(
    at: folder, includingPropertiesForKeys: nil)
  return (files ?? []).sorted { $0.path < $1.path }
}
