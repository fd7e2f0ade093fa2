import Foundation
import JSON
import Testbed
import Testing

@Suite("A backup server", .timeLimit(.minutes(2)))
struct ReplicationTests {
  /// Who is active, and who follows.
  struct Pair: Sendable, CustomTestStringConvertible {
    let active: ServedDatabase.Kind
    let backup: ServedDatabase.Kind
    var testDescription: String { "\(backup) behind \(active)" }
  }

  static let pairs = [
    Pair(active: .reference, backup: .ours), Pair(active: .ours, backup: .reference),
    Pair(active: .ours, backup: .ours),
  ]

  @Test("follows an active one of either kind, and may only be read", arguments: pairs)
  func follows(pair: Pair) async throws {
    try await withWorkspace { folder in
      let active = try await database(pair.active, "active", in: folder)
      try await nbctl(active, "ls-add", "s0", "--", "lsp-add", "s0", "p0")
      let backup = try await database(
        pair.backup, "backup", in: folder,
        options: [
          "--sync-from=\(active.remote)", "--sync-exclude-tables=OVN_Northbound:Address_Set",
        ])
      try await waitUntil("the backup follows") {
        try await backup.appctl("ovsdb-server/sync-status") == """
          state: backup
          replicating: \(active.remote)
          database: OVN_Northbound
          exclude: OVN_Northbound:Address_Set

          """
      }
      try await expectEqual(active, backup)
      try await nbctl(
        active, "lsp-add", "s0", "p1", "--", "lsp-set-addresses", "p1", "00:00:00:00:00:01", "--",
        "lsp-set-options", "p0", "a=b", "--", "create", "Address_Set", "name=a", "--",
        "lr-add", "r0")
      try await nbctl(active, "lsp-del", "p0")
      try await nbctl(active, "lr-del", "r0")
      try await expectEqual(active, backup)
      #expect(try await nbctl(backup, "--bare", "list", "Address_Set") == "")

      // Changes and locks are for the active one alone.
      let client = try RawClient(backup.socket)
      let insert: JSON = [
        "OVN_Northbound", ["op": "insert", "table": "Address_Set", "row": ["name": "b"]],
      ]
      let details = "insert operation not allowed when database server is in read only mode"
      #expect(
        try client.call("transact", insert).reply["result"]
          == [["error": "not allowed", "details": .string(details)]])
      #expect(
        try client.call("lock", ["gate"]).reply["error"]
          == "lock and unlock methods not allowed, DB server is read only.")
    }
  }

  @Test("catches up when the active one was away, and its own rows go", arguments: pairs)
  func reconnects(pair: Pair) async throws {
    try await withWorkspace { folder in
      let active = try await database(pair.active, "active", in: folder)
      let backup = try await database(
        pair.backup, "backup", in: folder, options: ["--sync-from=\(active.remote)", "--active"])
      try await nbctl(backup, "ls-add", "of-its-own")
      try await nbctl(active, "ls-add", "s0")
      #expect(try await backup.appctl("ovsdb-server/sync-status") == "state: active\n")
      try await backup.appctl("ovsdb-server/connect-active-ovsdb-server")
      try await expectEqual(active, backup)
      await active.program.kill()
      try await active.start()
      try await nbctl(active, "ls-add", "s1", "--", "ls-del", "s0")
      try await expectEqual(active, backup)
    }
  }

  @Test("becomes active by command, with what it has; the other then follows")
  func failover() async throws {
    try await withWorkspace { folder in
      let first = try await database(.ours, "first", in: folder)
      let second = try await database(
        .ours, "second", in: folder, options: ["--sync-from=\(first.remote)"])
      try await nbctl(first, "ls-add", "s0")
      try await expectEqual(first, second)
      await first.program.kill()
      try await second.appctl("ovsdb-server/disconnect-active-ovsdb-server")
      #expect(try await second.appctl("ovsdb-server/sync-status") == "state: active\n")
      try await nbctl(second, "ls-add", "s1")

      try await first.start()
      try await first.appctl("ovsdb-server/set-active-ovsdb-server", second.remote)
      try await first.appctl("ovsdb-server/connect-active-ovsdb-server")
      try await expectEqual(second, first)
      #expect(try await nbctl(first, "ls-list").contains("(s1)"))
      // The real server reads what the backup wrote.
      await first.program.kill()
      let successor = try await ServedDatabase(
        .reference, schemaFile: nil, name: "successor", file: first.file, in: folder)
      #expect(try await contents(successor) == contents(second))
    }
  }

  @Test("over TLS presents its certificate")
  func tls() async throws {
    try await withWorkspace { folder in
      let files = try await Certificates(in: folder)
      let active = try await database(
        .reference, "active", in: folder,
        options: [
          "--private-key=\(files.serverKey)", "--certificate=\(files.serverCertificate)",
          "--ca-cert=\(files.authority)", "--remote=pssl:0:127.0.0.1",
        ])
      let log = try String(contentsOfFile: folder.path("active.log"), encoding: .utf8)
      let port = try #require(log.firstMatch(of: /0:127.0.0.1: listening on port (\d+)/)?.1)
      let backup = try await database(
        .ours, "backup", in: folder,
        options: [
          "--private-key=\(files.clientKey)", "--certificate=\(files.clientCertificate)",
          "--ca-cert=\(files.authority)", "--sync-from=ssl:127.0.0.1:\(port)",
        ])
      try await nbctl(active, "ls-add", "s0")
      try await expectEqual(active, backup)
    }
  }

  @Test(
    "is active where there is nothing to follow: itself, another schema", arguments: [true, false])
  func refuses(isItself: Bool) async throws {
    try await withWorkspace { folder in
      let other = try await ServedDatabase(
        .ours, schemaFile: InstalledSchema.southbound, name: "other", in: folder)
      let socket = isItself ? folder.path("lonely.sock") : other.socket
      let lonely = try await database(
        .ours, "lonely", in: folder, options: ["--sync-from=unix:\(socket)"])
      try await waitUntil("it is active") {
        try await lonely.appctl("ovsdb-server/sync-status") == "state: active\n"
      }
      try await nbctl(lonely, "ls-add", "s0")
    }
  }

  private func database(
    _ kind: ServedDatabase.Kind, _ name: String, in folder: Workspace, options: [String] = []
  ) async throws -> ServedDatabase {
    try await ServedDatabase(
      kind, schemaFile: InstalledSchema.northbound, name: name, in: folder, options: options)
  }

  @discardableResult
  private func nbctl(_ server: ServedDatabase, _ arguments: String...) async throws -> String {
    try await run("ovn-nbctl", ["--timeout=10", "--db=\(server.remote)"] + arguments)
  }

  private func expectEqual(_ active: ServedDatabase, _ backup: ServedDatabase) async throws {
    try await waitUntil("the backup has the same contents", deadline: .seconds(20)) {
      try await contents(active) == contents(backup)
    }
  }

  private func contents(_ server: ServedDatabase) async throws -> [[String]] {
    var all: [[String]] = []
    for table in ["Logical_Switch", "Logical_Switch_Port", "Logical_Router", "NB_Global"] {
      let text = try await server.client(
        "--format=csv", "dump", server.remote, "OVN_Northbound", table)
      all.append(text.split(separator: "\n").map(String.init).sorted())
    }
    return all
  }
}
