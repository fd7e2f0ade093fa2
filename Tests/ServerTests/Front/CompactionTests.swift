import Foundation
import JSON
import Synchronization
import Testbed
import Testing

@Suite("Compaction by command", .timeLimit(.minutes(2)))
struct CompactionTests {
  @Test("lets clients go on, and loses nothing of what they do")
  func concurrent() async throws {
    try await withServer(schemaFile: InstalledSchema.northbound) { server in
      let client = try RawClient(server.socket)
      try fill(client, rows: 40, bytes: 1 << 19)
      let size = try fileSize(server)
      let isOver = Mutex(false)
      let compaction = Task {
        defer { isOver.withLock { $0 = true } }
        try await server.appctl("-T", "60", "ovsdb-server/compact", "OVN_Northbound")
      }
      var (count, meanwhile): (Int64, Int) = (0, 0)
      while !isOver.withLock({ $0 }) {
        try change(client, count)
        count += 1
        // The new file, as long as it has not taken the old one's place.
        if FileManager.default.fileExists(atPath: server.file + ".tmp") { meanwhile += 1 }
      }
      _ = try await compaction.value
      #expect(meanwhile > 2, "\(meanwhile) of \(count)")
      #expect(try fileSize(server) < size)
      for _ in 0..<10 {
        try change(client, count)
        count += 1
      }
      let contents = try await dump(server)
      await server.program.kill()
      let successor = try await ServedDatabase(
        .reference, schemaFile: nil, name: "successor", file: server.file, in: server.folder)
      #expect(try await dump(successor) == contents)
    }
  }

  @Test("is over when a conversion has written the file anew")
  func conversion() async throws {
    try await withServer(schemaFile: InstalledSchema.northbound) { server in
      try fill(RawClient(server.socket), rows: 40, bytes: 1 << 19)
      let compaction = Task {
        try await server.appctl("-T", "60", "ovsdb-server/compact")
      }
      try await server.client("convert", server.remote, InstalledSchema.northbound)
      _ = try await compaction.value
    }
  }

  /// Rows that the changes below touch, long so that to write them takes many turns.
  private func fill(_ client: RawClient, rows: Int, bytes: Int) throws {
    let text = JSON.string(String(repeating: "x", count: bytes))
    for round in 0..<2 {
      for number in 0..<rows {
        let row: JSON = [
          "name": .string("a\(number)"),
          "external_ids": ["map", [["text", text], ["round", .string("\(round)")]]],
        ]
        let table: JSON = "Address_Set"
        try commit(
          client,
          round == 0
            ? ["op": "insert", "table": table, "row": row]
            : [
              "op": "update", "table": table, "where": [["name", "==", .string("a\(number)")]],
              "row": row,
            ])
      }
    }
  }

  /// Adds a pair to the first row of a table, adds a row, and takes an earlier one away.
  ///
  /// The table comes after the one that takes long to be written.
  private func change(_ client: RawClient, _ number: Int64) throws {
    try commit(
      client,
      ["op": "insert", "table": "Port_Group", "row": ["name": .string("new \(number)")]])
    try commit(
      client,
      [
        "op": "mutate", "table": "Port_Group", "where": [["name", "==", "new 0"]],
        "mutations": [["external_ids", "insert", ["map", [[.string("\(number)"), "x"]]]]],
      ])
    try commit(
      client,
      [
        "op": "delete", "table": "Port_Group",
        "where": [["name", "==", .string("new \(max(number - 5, 1))")]],
      ])
  }

  private func commit(_ client: RawClient, _ operation: JSON) throws {
    let reply = try client.call("transact", ["OVN_Northbound", operation]).reply
    try #require(reply["result"]?[0]?["error"] == nil, "\(reply)")
  }

  private func dump(_ server: ServedDatabase) async throws -> [String] {
    var lines: [String] = []
    for columns in [["Address_Set", "_uuid", "name"], ["Port_Group", "name", "external_ids"]] {
      let text = try await run(
        "ovsdb-client",
        ["--timeout=10", "--format=csv", "dump", server.remote, "OVN_Northbound"] + columns)
      lines += text.split(separator: "\n").map(String.init).sorted()
    }
    return lines
  }

  private func fileSize(_ server: ServedDatabase) throws -> Int {
    try FileManager.default.attributesOfItem(atPath: server.file)[.size] as? Int ?? 0
  }
}
