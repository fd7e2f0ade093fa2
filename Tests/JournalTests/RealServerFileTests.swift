import Foundation
import JSON
import Journal
import Testbed
import Testing

@Suite("A database file and the real ovsdb-server", .timeLimit(.minutes(2)))
struct RealServerFileTests {
  private func schemaFile(_ workspace: Workspace) throws -> String {
    try workspace.write("\(numberSchema)", to: "numbers.ovsschema")
  }

  private func insert(_ number: Int, _ server: OVSDBServer) async throws {
    try await server.transact(
      text: """
        ["Numbers",{"op":"insert","table":"Number","row":{"n":\(number),"names":["set",["a","b"]]}},
        {"op":"comment","comment":"inserted \(number)"}]
        """)
  }

  @Test("written by the server is read with all that is in its records")
  func theirs() async throws {
    try await withWorkspace { workspace in
      let kind = DatabaseKind(name: "Numbers", schemaFile: try schemaFile(workspace))
      let server = try await OVSDBServer(kind, name: "numbers", in: workspace)
      try await insert(1, server)
      try await insert(2, server)
      try await server.transact(
        text: """
          ["Numbers",{"op":"mutate","table":"Number","where":[["n","==",2]],
          "mutations":[["names","insert","c"]]}]
          """)
      // A file in use can be read, but not opened for writing.
      let reader = try JournalReader(server.file)
      #expect(try reader.next()?.root["name"]?.string == "Numbers")
      #expect(try numbers(reader.next) == [1, 2])
      let refusal = #expect(throws: JournalError.self) { try Journal(opening: server.file) }
      let tool = try await attempt("ovsdb-tool", ["transact", server.file, "[\"Numbers\"]"])
      let words = "\(try #require(refusal))"
      #expect(tool.error.hasSuffix("ovsdb-tool: \(words)\n"), "\(tool.error)\(words)")

      await server.stop()
      let journal = try Journal(opening: server.file)
      #expect(journal.schema["version"]?.string == "1.0.0")
      var records: [JSONElement] = []
      while let record = try journal.next() { records.append(record.root) }
      #expect(records.map { $0["_comment"]?.string } == ["inserted 1", "inserted 2", nil])
      #expect(records.allSatisfy { $0["_is_diff"]?.boolean == true })
      #expect(records.allSatisfy { ($0["_date"]?.integer ?? 0) > 1 << 32 })
      // A difference is passed on as it stands in the file.
      var changes: [JSON] = []
      records.last?["Number"]?.forEachMember { changes.append($1.json) }
      #expect(changes == [["names": "c"]])
      #expect(journal.recovery == nil)
    }
  }

  @Test("compacted by the server is read; written by us it serves again")
  func both() async throws {
    try await withWorkspace { workspace in
      let kind = DatabaseKind(name: "Numbers", schemaFile: try schemaFile(workspace))
      let server = try await OVSDBServer(kind, name: "numbers", in: workspace)
      for number in 1...3 { try await insert(number, server) }
      try await server.appctl("ovsdb-server/compact")
      try await insert(4, server)
      await server.stop()
      do {
        let journal = try Journal(opening: server.file)
        #expect(try numbers(journal.next).sorted() == [1, 2, 3, 4])
        journal.append(insertion(of: 5))
        try journal.flush()
        try journal.replaceContents(
          JournalSnapshot(
            schema: numberSchema,
            record: [
              "_comment": "all of it",
              "Number": [uuid(of: 1): ["n": 1], uuid(of: 5): ["n": 5]],
            ]))
        journal.append(insertion(of: 6))
        try journal.flush()
        // The server's own lock is held against the server.
        let refused = try await attempt(
          "ovsdb-tool", ["transact", server.file, "[\"Numbers\"]"])
        #expect(refused.error.contains("failed to lock lockfile"))
      }
      try await server.start()
      try await insert(7, server)
      await server.stop()
      #expect(!server.log.contains("ERR"))
      #expect(try await queriedNumbers(server.file) == [1, 5, 6, 7])
    }
  }

  @Test("of a cluster is refused")
  func cluster() async throws {
    try await withWorkspace { workspace in
      let path = workspace.path("cluster.db")
      try await run(
        "ovsdb-tool",
        ["create-cluster", path, schemaFile(workspace), "unix:\(workspace.path("raft"))"])
      #expect(throws: JournalError.clustered(path: path)) { try Journal(opening: path) }
    }
  }

  @Test("that exists is not made anew")
  func exists() async throws {
    try await withWorkspace { workspace in
      let path = workspace.path("a.db")
      try Journal.create(at: path, schema: numberSchema)
      #expect(throws: JournalError.exists(path: path)) {
        try Journal.create(at: path, schema: numberSchema)
      }
    }
  }

  @Test("opened twice in one process is refused, and can be opened when it was closed")
  func twice() async throws {
    try await withWorkspace { workspace in
      let path = workspace.path("a.db")
      try Journal.create(at: path, schema: numberSchema)
      do {
        let journal = try Journal(opening: path)
        #expect(throws: JournalError.self) { try Journal(opening: path) }
        #expect(try journal.next() == nil)
      }
      #expect(try Journal(opening: path).next() == nil)
    }
  }

  @Test("behind a symbolic link is locked and compacted where it is, with its permissions")
  func link() async throws {
    try await withWorkspace { workspace in
      let files = FileManager.default
      let folder = workspace.path("real")
      try files.createDirectory(atPath: folder, withIntermediateDirectories: false)
      let path = "\(folder)/a.db"
      let link = workspace.path("link.db")
      try Journal.create(at: path, schema: numberSchema)
      try files.createSymbolicLink(atPath: link, withDestinationPath: path)
      try files.setAttributes([.posixPermissions: 0o604], ofItemAtPath: path)
      let journal = try Journal(opening: link)
      #expect(try journal.next() == nil)
      try journal.replaceContents(
        JournalSnapshot(schema: numberSchema, record: insertion(of: 1)))
      #expect(files.fileExists(atPath: "\(folder)/.a.db.~lock~"))
      #expect(
        try files.attributesOfItem(atPath: link)[.type] as? FileAttributeType == .typeSymbolicLink)
      #expect(try files.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o604)
      #expect(try await queriedNumbers(path) == [1])
    }
  }
}
