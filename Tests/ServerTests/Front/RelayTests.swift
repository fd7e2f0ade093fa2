import Foundation
import JSON
import Testbed
import Testing

@Suite("A relay", .timeLimit(.minutes(2)))
struct RelayTests {
  /// Who has the database, and who has the copy.
  struct Pair: Sendable, CustomTestStringConvertible {
    let source: ServedDatabase.Kind
    let relay: ServedDatabase.Kind
    var testDescription: String { "\(relay) of \(source)" }
  }

  static let pairs = [
    Pair(source: .reference, relay: .ours), Pair(source: .ours, relay: .reference),
    Pair(source: .ours, relay: .ours),
  ]

  @Test("shows what its source has, and has it written there", arguments: pairs)
  func forwards(pair: Pair) async throws {
    try await withRelay(pair) { source, relay in
      try await nbctl(source, "ls-add", "s0")
      try await expectEqual(source, relay)
      let monitor = relay.folder.program(
        "monitor", "ovsdb-client",
        ["monitor-cond", relay.remote, "OVN_Northbound", "[]", "Logical_Switch_Port", "name"])
      try await monitor.start()
      try await nbctl(relay, "ls-add", "s1", "--", "lsp-add", "s1", "p1")
      #expect(try await nbctl(source, "ls-list").contains("(s1)"))
      try await expectEqual(source, relay)
      try await waitUntil("the monitor is told") { monitor.output.contains("insert p1") }
      try await nbctl(relay, "lsp-del", "p1")
      try await expectEqual(source, relay)
      // What is wrong with a transaction is said at once, or by the source.
      let client = try RawClient(relay.socket)
      for (operation, error) in [
        (["op": "insert", "table": "Address_Set", "row": ["name": 5]] as JSON, "syntax error"),
        // There may be one such row.
        (["op": "insert", "table": "NB_Global", "row": [:]], "constraint violation"),
      ] {
        let results = try client.call("transact", ["OVN_Northbound", operation, operation]).reply
        let errors = results["result"]?.arrayValue?.compactMap { $0["error"]?.stringValue }
        #expect(errors == [error], "\(results)")
      }
    }
  }

  @Test("describes itself as one", arguments: pairs)
  func describes(pair: Pair) async throws {
    try await withRelay(pair) { source, relay in
      try await nbctl(source, "ls-add", "s0")
      try await expectEqual(source, relay)
      let dump = try await relay.client(
        "--format=csv", "dump", relay.remote, "_Server", "Database", "name", "model", "connected",
        "leader")
      #expect(dump.split(separator: "\n").contains("true,false,relay,OVN_Northbound"))
      #expect(try await relay.appctl("ovsdb-server/list-dbs") == "OVN_Northbound\n_Server\n")
      #expect(try await relay.appctl("ovsdb-server/compact", "OVN_Northbound") == "")
      #expect(
        try await relay.appctl("ovsdb-server/get-db-storage-status", "OVN_Northbound")
          == "status: ok\n")
    }
  }

  @Test("goes on where it was when the source comes back", arguments: pairs)
  func reconnects(pair: Pair) async throws {
    try await withRelay(pair) { source, relay in
      try await nbctl(source, "ls-add", "s0")
      try await expectEqual(source, relay)
      await source.program.kill()
      // It can still be read, and what is written waits.
      #expect(try await nbctl(relay, "ls-list").contains("(s0)"))
      let writing = Task { try await nbctl(relay, "ls-add", "s1") }
      try await source.start()
      try await nbctl(source, "ls-add", "s2", "--", "ls-del", "s0")
      _ = try await writing.value
      try await expectEqual(source, relay)
      #expect(try await nbctl(source, "ls-list").contains("(s1)"))
    }
  }

  @Test("listens where its source's rows say")
  func remotes() async throws {
    try await withWorkspace { folder in
      let source = try await ServedDatabase(
        .ours, schemaFile: InstalledSchema.northbound, name: "source", in: folder)
      let relay = try await relay(
        .ours, of: source.remote, in: folder,
        options: ["--remote=db:OVN_Northbound,NB_Global,connections"])
      try await nbctl(source, "ls-add", "s0")
      try await expectEqual(source, relay)
      let socket = folder.path("extra.sock")
      try await nbctl(source, "set-connection", "punix:\(socket)")
      try await waitUntil("the socket is there") { (try? RawClient(socket)) != nil }
      try await nbctl(source, "del-connection")
      try await waitUntil("the socket is gone") { (try? RawClient(socket)) == nil }
    }
  }

  @Test("takes another schema from its source")
  func conversion() async throws {
    try await withRelay(Pair(source: .ours, relay: .ours)) { source, relay in
      try await nbctl(source, "ls-add", "s0")
      try await expectEqual(source, relay)
      let text = try String(contentsOfFile: InstalledSchema.northbound, encoding: .utf8)
      let version = try #require(text.firstMatch(of: /"version": "[0-9.]+"/)).0
      let file = try source.folder.write(
        text.replacing(version, with: #""version": "99.0.0""#), to: "new.ovsschema")
      try await source.client("convert", source.remote, file)
      try await waitUntil("the relay has the schema") {
        try await relay.client("get-schema-version", relay.remote, "OVN_Northbound")
          == "99.0.0\n"
      }
      try await expectEqual(source, relay)
    }
  }

  @Test(
    "whose source has not been reached says so", arguments: [ServedDatabase.Kind.reference, .ours])
  func unavailable(kind: ServedDatabase.Kind) async throws {
    try await withWorkspace { folder in
      let relay = try await relay(kind, of: "unix:\(folder.path("none.sock"))", in: folder)
      let reply = try RawClient(relay.socket).call("get_schema", ["OVN_Northbound"]).reply
      #expect(reply["error"]?["error"] == "database not available")
      #expect(
        reply["error"]?["details"]
          == .string(
            "get_schema request specifies database OVN_Northbound which is not yet available "
              + "because it has not completed joining its cluster"))
      try await relay.appctl("ovsdb-server/remove-db", "OVN_Northbound")
      #expect(try await relay.appctl("ovsdb-server/list-dbs") == "_Server\n")
    }
  }

  private func withRelay(
    _ pair: Pair, _ body: (_ source: ServedDatabase, _ relay: ServedDatabase) async throws -> Void
  ) async throws {
    try await withWorkspace { folder in
      let source = try await ServedDatabase(
        pair.source, schemaFile: InstalledSchema.northbound, name: "source", in: folder)
      try await body(source, try await relay(pair.relay, of: source.remote, in: folder))
    }
  }

  private func relay(
    _ kind: ServedDatabase.Kind, of remote: String, in folder: Workspace, options: [String] = []
  ) async throws -> ServedDatabase {
    try await ServedDatabase(
      kind, schemaFile: nil, name: "relay", file: "relay:OVN_Northbound:\(remote)", in: folder,
      options: options)
  }

  @discardableResult
  private func nbctl(_ server: ServedDatabase, _ arguments: String...) async throws -> String {
    try await run(
      "ovn-nbctl", ["--timeout=20", "--no-leader-only", "--db=\(server.remote)"] + arguments)
  }

  private func expectEqual(_ source: ServedDatabase, _ relay: ServedDatabase) async throws {
    try await waitUntil("the relay has the same contents", deadline: .seconds(20)) {
      let (one, other) = (try await contents(source), try await contents(relay))
      return one == other && one != nil
    }
  }

  /// Nil where there is none yet.
  private func contents(_ server: ServedDatabase) async throws -> [[String]]? {
    var all: [[String]] = []
    for table in ["Logical_Switch", "Logical_Switch_Port", "NB_Global"] {
      let result = try await attempt(
        "ovsdb-client",
        ["--timeout=10", "--format=csv", "dump", server.remote, "OVN_Northbound", table])
      guard result.status == .exited(0) else { return nil }
      all.append(result.output.split(separator: "\n").map(String.init).sorted())
    }
    return all
  }
}
