import Foundation
import FuzzProperties
import JSON
import Testing

@testable import Journal

@Suite("The log's decoder")
struct JournalDecoderTests {
  private func decode(
    _ bytes: [UInt8], chunk: Int
  ) throws(JournalDamage) -> [(offset: Int, value: JSON)] {
    var decoder = JournalDecoder(hash: SHA1())
    var records: [(Int, JSON)] = []
    var start = 0
    while start < bytes.count {
      let end = min(start + chunk, bytes.count)
      decoder.append(Array(bytes[start..<end]))
      while let record = try decoder.next() { records.append((record.offset, record.root.json)) }
      start = end
    }
    try decoder.finish()
    return records
  }

  @Test(
    "finds the same records in pieces of any size", arguments: [1, 2, 7, 54, 127, 1000, 100_000])
  func pieces(chunk: Int) throws {
    let records = try decode(file(of: 5), chunk: chunk)
    #expect(records.map(\.value) == [numberSchema] + (1...5).map(insertion))
    #expect(records.map(\.offset) == [0] + (0..<5).map { file(of: $0).count })
  }

  @Test("takes texts of several lines, with no line end, and headers with zeros or capitals")
  func tolerates() throws {
    let plain = record("{\"a\":\n1}")
    #expect(try decode(plain + record("{}"), chunk: 50).count == 2)
    var padded: [UInt8] = []
    let line = Array(plain.prefix { $0 != 0x0A })
    let parsed = JournalHeader(line.span)
    let header = try #require(parsed)
    header.writeFixedWidth(to: &padded)
    #expect(padded.count == JournalHeader.fixedWidth)
    #expect(try decode(padded + plain.suffix(header.length), chunk: 50).count == 1)
    let capitals = String(decoding: plain, as: UTF8.self).split(separator: "\n", maxSplits: 1)
    let text = "\(capitals[0].uppercased())\n\(capitals[1])"
    #expect(try decode(Array(text.utf8), chunk: 50).count == 1)
  }

  @Test("stays where the damage is")
  func damaged() throws {
    var decoder = JournalDecoder(offset: 10, hash: SHA1())
    decoder.append(Array("OVSDB JSON x\n".utf8) + file(of: 1))
    let damage = JournalDamage(
      reason: .header(line: "OVSDB JSON x"), offset: 10, textOffset: 10, length: 0)
    #expect(throws: damage) { try decoder.next() }
    decoder.append(file(of: 1))
    #expect(throws: damage) { try decoder.next() }
    #expect(throws: damage) { try decoder.finish() }
  }

  @Test(
    "refuses a header",
    arguments: [
      "", "OVSDB", "OVSDB JSON", "OVSDB JSON 5", "OVSDB JSON 5 ", "OVSDB  JSON 5 DIGEST",
      "OVSDB JSON  5 DIGEST", "OVSDB JSON +5 DIGEST", "OVSDB JSON -5 DIGEST", "OVSDB JSON 0 DIGEST",
      "OVSDB JSON 5 DIGEST ", "OVSDB JSON 5 DIGESTa", "OVSDB JSON 9223372036854775808 DIGEST",
      "OVSDB CLUSTER 5 DIGEST", "ovsdb JSON 5 DIGEST",
      "OVSDB JSON 5 \(String(repeating: "g", count: 40))",
    ])
  func header(line: String) {
    let line = Array(line.replacing("DIGEST", with: String(repeating: "a", count: 40)).utf8)
    let header = JournalHeader(line.span)
    #expect(header == nil)
  }

  @Test("holds what the fuzzer checks, for its corpus")
  func corpus() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fuzz/Corpus/journal").standardized
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    #expect(files.count >= 10)
    for file in files {
      let bytes = Array(try Data(contentsOf: file))
      #expect(violatedJournalProperty(of: bytes) == nil, "\(file.lastPathComponent)")
    }
  }
}

@Suite("The rule for compaction")
struct CompactionPolicyTests {
  private let policy = CompactionPolicy()

  @Test("is ovsdb-server's")
  func rule() {
    let mebibyte = 1 << 20
    func advises(_ size: Int, _ compacted: Int, _ records: Int, _ seconds: Int) -> Bool {
      policy.advises(
        size: size, compactedSize: compacted, records: records, elapsed: .seconds(seconds))
    }
    #expect(advises(21 * mebibyte, 10 * mebibyte, 100, 600))
    #expect(!advises(19 * mebibyte, 10 * mebibyte, 100, 600))
    #expect(!advises(9 * mebibyte, 1 * mebibyte, 100, 600))
    #expect(!advises(21 * mebibyte, 10 * mebibyte, 99, 600))
    #expect(!advises(21 * mebibyte, 10 * mebibyte, 100, 599))
    #expect(advises(1, 1, 100, 24 * 3600))
    #expect(!advises(1, 1, 99, 24 * 3600))
  }
}
