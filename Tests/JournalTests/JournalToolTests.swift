import Foundation
import JSON
import Journal
import Testbed
import Testing

@Suite("A database file and ovsdb-tool", .timeLimit(.minutes(2)))
struct JournalToolTests {
  @Test("agree about a file that we made and wrote")
  func ours() async throws {
    try await withWorkspace { workspace in
      let path = workspace.path("ours.db")
      do {
        try Journal.create(at: path, schema: numberSchema)
        let journal = try Journal(opening: path)
        #expect(try journal.next() == nil)
        for number in 1...20 { journal.append(insertion(of: number)) }
        try journal.flush()
      }
      #expect(try await queriedNumbers(path) == Array(1...20))
      #expect(try await run("ovsdb-tool", ["db-version", path]) == "1.0.0\n")
      let log = try await run("ovsdb-tool", ["show-log", path])
      #expect(log.contains("record 20: "))
      #expect(!log.contains("1970"))
      try await run("ovsdb-tool", ["compact", path])
      let journal = try Journal(opening: path)
      #expect(try numbers(journal.next).sorted() == Array(1...20))
      #expect(journal.recovery == nil)
    }
  }

  @Test("agree about a file that we compacted")
  func compacted() async throws {
    try await withWorkspace { workspace in
      let path = workspace.path("ours.db")
      do {
        try Journal.create(at: path, schema: numberSchema)
        let journal = try Journal(opening: path)
        #expect(try journal.next() == nil)
        for number in 1...2000 { journal.append(insertion(of: number)) }
        try journal.flush()
        let before = journal.size
        var next = 0
        try journal.beginCompaction(
          JournalSnapshot(schema: numberSchema, members: ["_comment": "compacted"]) {
            next += 1
            return next <= 2000
              ? .init(
                table: "Number", uuid: uuid(of: next), columns: ["n": .integer(Int64(next))])
              : nil
          })
        var slices = 0
        while try !journal.continueCompaction(bytes: 10_000) {
          slices += 1
          journal.append(insertion(of: 2000 + slices))
          try journal.flush()
        }
        #expect(slices > 5)
        #expect(journal.size < before)
        journal.append(insertion(of: 3000))
        try journal.flush()
        #expect(try await queriedNumbers(path) == Array(1...2000 + slices) + [3000])
      }
      let log = try await run("ovsdb-tool", ["show-log", path])
      #expect(log.contains("compacted"))
      #expect(!FileManager.default.fileExists(atPath: path + ".tmp"))
    }
  }
}
