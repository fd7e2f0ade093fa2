import Foundation
import Seeded
import Synchronization
import Testbed
import Testing

@Suite("Our database server", .crowded, .timeLimit(.minutes(3)))
struct KilledServerTests {
  /// Writers insert one row after the other, each on a connection of its own. The server is killed
  /// when some of a round's rows are acknowledged, at times while it compacts the file.
  @Test("loses nothing that it acknowledged when it is killed fifty times while it writes")
  func kills() async throws {
    try await withWorkspace { workspace in
      let server = try await OVSDBServer(
        .northbound, name: "killed", in: workspace, command: .ours)
      let record = WriteRecord()
      var random = SeededGenerator(seed: 50)
      for round in 1...50 {
        let wanted = record.acknowledged.count + Int.random(in: 1...25, using: &random)
        try await withThrowingTaskGroup { group in
          for writer in 0..<4 {
            group.addTask { await write(to: server, as: "\(round)-\(writer)", into: record) }
          }
          if round.isMultiple(of: 3) {
            // The kill may cut the command off.
            group.addTask { _ = try? await server.appctl("ovsdb-server/compact") }
          }
          try await waitUntil("round \(round) has written: \(server.program.output)") {
            record.acknowledged.count >= wanted
          }
          await server.kill()
          try await group.waitForAll()
        }

        let acknowledged = record.acknowledged
        let inFile = try await names(inFile: server.file)
        try await server.start()
        let served = Set(
          try await server.rows("Address_Set", columns: ["name"]).map { $0["name"].text })
        #expect(acknowledged.subtracting(served) == [], "lost by kill \(round)")
        #expect(served.subtracting(record.attempted) == [], "made up by kill \(round)")
        #expect(inFile == served, "ovsdb-tool differs after kill \(round)")
      }
      // What was written between a kill and its neighbours is more than the fifty first rows.
      #expect(record.acknowledged.count >= 50)
    }
  }

  /// Inserts rows until the server is gone.
  private func write(to server: OVSDBServer, as writer: String, into record: WriteRecord) async {
    // Some kilobytes, so that a record of the file is not one page.
    let addresses = (0..<200).map { "\"10.0.\($0).1\"" }.joined(separator: ",")
    for number in 0... {
      let name = "\(writer)-\(number)"
      record.attempt(name)
      do {
        try await server.commit([
          #"{"op":"insert","table":"Address_Set","#
            + #""row":{"name":"\#(name)","addresses":["set",[\#(addresses)]]}}"#,
          #"{"op":"commit","durable":true}"#,
        ])
      } catch {
        return
      }
      record.acknowledge(name)
    }
  }

  /// What the distribution's tool finds in the file.
  private func names(inFile file: String) async throws -> Set<String> {
    struct Selected: Decodable { let rows: [[String: String]] }
    let text = try await run(
      "ovsdb-tool",
      [
        "query", file,
        #"["OVN_Northbound",{"op":"select","table":"Address_Set","where":[],"columns":["name"]}]"#,
      ])
    let results = try JSONDecoder().decode([Selected].self, from: Data(text.utf8))
    return Set(results.flatMap(\.rows).compactMap { $0["name"] })
  }
}

/// What the writers asked for, and what the server promised.
private final class WriteRecord: Sendable {
  private let names = Mutex<(attempted: Set<String>, acknowledged: Set<String>)>(([], []))

  var attempted: Set<String> { names.withLock { $0.attempted } }
  var acknowledged: Set<String> { names.withLock { $0.acknowledged } }

  func attempt(_ name: String) { names.withLock { _ = $0.attempted.insert(name) } }
  func acknowledge(_ name: String) { names.withLock { _ = $0.acknowledged.insert(name) } }
}
