import Foundation
import Journal
import Testbed
import Testing

/// A damaged file, made of one with the numbers 1 to 5.
struct Damage: Sendable, CustomTestStringConvertible {
  var name: String
  /// How many numbers are before the damage.
  var kept: Int
  /// Whether whole records follow it.
  var isInTheMiddle = false
  var damage: @Sendable ([UInt8]) -> [UInt8]

  var testDescription: String { name }

  /// Where the record of a number begins.
  static func offset(of number: Int) -> Int { file(of: number - 1).count }

  static let all = [
    Damage(name: "its last bytes are missing", kept: 4) { $0.dropLast(20) },
    Damage(name: "its last line end is missing", kept: 4) { $0.dropLast() },
    Damage(name: "it ends in a header line", kept: 5) { $0 + Array("OVSDB JSON 1".utf8) },
    Damage(name: "it ends behind a header line", kept: 5) {
      $0 + Array("OVSDB JSON 17 \(String(repeating: "a", count: 40))\n".utf8)
    },
    Damage(name: "it ends in zeros", kept: 5) { $0 + [UInt8](repeating: 0, count: 5000) },
    Damage(name: "it ends in a long line", kept: 5) { $0 + [UInt8](repeating: 0x4F, count: 300) },
    Damage(name: "it ends in an empty line", kept: 5) { $0 + [0x0A] },
    Damage(name: "a length is too large for any number", kept: 5) {
      $0 + Array("OVSDB JSON 99999999999999999999999 x\n".utf8)
    },
    Damage(name: "a length is 0", kept: 5) {
      $0 + Array("OVSDB JSON 0 \(String(repeating: "a", count: 40))\n".utf8)
    },
    Damage(name: "a record is a cluster's", kept: 5) {
      $0 + Array("OVSDB CLUSTER 2 \(String(repeating: "a", count: 40))\n{}".utf8)
    },
    Damage(name: "a record is an array", kept: 5) { $0 + record("[1]\n") },
    Damage(name: "its last record has another byte", kept: 4) { bytes in
      bytes.replacing(at: offset(of: 5) + 60) { $0 ^ 1 }
    },
    Damage(name: "a record in the middle has another byte", kept: 2, isInTheMiddle: true) { bytes in
      bytes.replacing(at: offset(of: 3) + 60) { $0 ^ 1 }
    },
    Damage(name: "a header in the middle has another byte", kept: 2, isInTheMiddle: true) { bytes in
      bytes.replacing(at: offset(of: 3)) { $0 ^ 1 }
    },
    Damage(name: "a record in the middle lacks a byte", kept: 2, isInTheMiddle: true) { bytes in
      let place = offset(of: 3) + 60
      return Array(bytes[..<place] + bytes[(place + 1)...])
    },
  ]
}

extension [UInt8] {
  func replacing(at index: Int, _ change: (UInt8) -> UInt8) -> [UInt8] {
    var bytes = self
    bytes[index] = change(bytes[index])
    return bytes
  }
}

@Suite("A damaged database file", .timeLimit(.minutes(2)))
struct DamageTests {
  @Test("is cut off, and reported in the real server's words", arguments: Damage.all)
  func recovery(_ damage: Damage) async throws {
    try await withWorkspace { workspace in
      let path = workspace.path("a.db")
      let bytes = damage.damage(file(of: 5))
      try Data(bytes).write(to: URL(filePath: path))
      let reference = try await attempt("ovsdb-tool", ["query", path, "[\"Numbers\"]"])
      let journal = try Journal(opening: path)
      #expect(try numbers(journal.next) == (0..<damage.kept).map { $0 + 1 })
      let recovery = try #require(journal.recovery)
      #expect(reference.error == "ovsdb-tool: \(recovery.damageMessage)\n")
      #expect(recovery.droppedBytes == bytes.count - file(of: damage.kept).count)
      #expect((recovery.laterRecord != nil) == damage.isInTheMiddle)
      #expect("\(recovery)".hasPrefix(recovery.damageMessage + "; kept what is before offset "))
      if let salvage = recovery.salvage {
        #expect(
          try Data(contentsOf: URL(filePath: salvage)) == Data(bytes[recovery.damage.offset...]))
      }
      // The file is whole again, and can be added to.
      #expect(try await queriedNumbers(path) == (0..<damage.kept).map { $0 + 1 })
      journal.append(insertion(of: 99))
      try journal.flush()
      #expect(try await queriedNumbers(path) == (0..<damage.kept).map { $0 + 1 } + [99])
    }
  }

  @Test(
    "without a schema is refused in the real server's words",
    arguments: [
      "", "hello\n", "OVSDB WHAT 3 2be88ca4242c76e8253ac62474851065032d6833\n{}\n",
      "OVSDB JSON 139 74f8f02171f30956091658ab1a81bd3c443cf1d5\n{\"name\"",
      "OVSDB JSON 3 74f8f02171f30956091658ab1a81bd3c443cf1d5\n{}\n",
    ])
  func refused(contents: String) async throws {
    try await withWorkspace { workspace in
      let path = try workspace.write(contents, to: "a.db")
      let reference = try await attempt("ovsdb-tool", ["query", path, "[\"Numbers\"]"])
      let error = #expect(throws: JournalError.self) { try Journal(opening: path) }
      #expect(reference.error == "ovsdb-tool: \(try #require(error))\n")
      #expect(try String(contentsOfFile: path, encoding: .utf8) == contents)
    }
  }

  @Test("whose text is hashed well but is not JSON is cut off")
  func notJSON() async throws {
    try await withWorkspace { workspace in
      let path = workspace.path("a.db")
      try Data(file(of: 1) + record("{\"A\":\n")).write(to: URL(filePath: path))
      let journal = try Journal(opening: path)
      #expect(try numbers(journal.next) == [1])
      let message = try #require(journal.recovery).damageMessage
      let offset = file(of: 1).count + record("{\"A\":\n").count - 6
      #expect(
        message.hasPrefix(
          "syntax error: \(path): 6 bytes starting at offset \(offset) are not valid JSON ("))
    }
  }
}
