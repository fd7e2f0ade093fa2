import Foundation
import Testbed
import Testing

@Suite("ovsdb-client prints of our server what it prints of the real one", .timeLimit(.minutes(2)))
struct ClientComparisonTests {
  private static let insert = #"{"op":"insert","table":"Address_Set","row":{"name":"a"}}"#

  /// Commands and what follows the server's remote.
  static let commands: [[String]] = [
    ["list-dbs"], ["get-schema"], ["get-schema", "OVN_Northbound"], ["get-schema", "_Server"],
    ["get-schema", "none"], ["get-schema-version"], ["get-schema-cksum"],
    ["list-tables"], ["list-tables", "OVN_Northbound"], ["list-tables", "none"],
    ["list-columns"], ["list-columns", "OVN_Northbound", "NAT"],
    ["list-columns", "OVN_Northbound", "none"],
    ["transact", "[\"OVN_Northbound\",\(insert)]"], ["transact", "[\"none\",\(insert)]"],
    ["transact", "[]"], ["transact", "[\"OVN_Northbound\",{\"op\":\"none\"}]"],
    ["query", "[\"OVN_Northbound\",\(insert)]"],
    [
      "query",
      #"["OVN_Northbound",{"op":"select","table":"Address_Set","where":[],"columns":["name"]}]"#,
    ],
    ["dump"], ["dump", "OVN_Northbound"], ["dump", "OVN_Northbound", "Address_Set"],
    ["dump", "OVN_Northbound", "Address_Set", "name", "addresses"], ["dump", "none"],
    ["--format=json", "dump", "OVN_Northbound", "Address_Set"],
    ["--format=csv", "dump", "OVN_Northbound", "Address_Set", "name"],
    ["needs-conversion", InstalledSchema.northbound],
    ["needs-conversion", InstalledSchema.southbound], ["convert", InstalledSchema.northbound],
    ["convert", InstalledSchema.southbound], ["wait", "OVN_Northbound", "added"],
    ["wait", "OVN_Northbound", "connected"], ["wait", "none", "removed"],
    ["--timeout=1", "wait", "OVN_Northbound", "removed"],
  ]

  @Test("command by command")
  func commands() async throws {
    try await withWorkspace { folder in
      let (real, ours) = (
        try await ServedDatabase(
          .reference, schemaFile: InstalledSchema.northbound, name: "real", in: folder),
        try await ServedDatabase(
          .ours, schemaFile: InstalledSchema.northbound, name: "ours", in: folder)
      )
      for command in Self.commands {
        let expected = try await result(real, command)
        #expect(try await result(ours, command) == expected, "\(command)")
      }
    }
  }

  private func result(_ server: ServedDatabase, _ command: [String]) async throws -> ToolResult {
    let options = command.prefix { $0.hasPrefix("--") }
    let words = command.dropFirst(options.count)
    var result = try await attempt(
      "ovsdb-client",
      ["--timeout=10"] + options + [words.first ?? "", server.remote] + words.dropFirst())
    // Row IDs and times.
    let varying = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9-]{10}T[0-9:]{8}Z/
    result.output = result.output.replacing(varying, with: "…")
    if words.first?.hasPrefix("list-") == true {
      // In the order of a table of hashes.
      result.output = result.output.split(separator: "\n").sorted().joined(separator: "\n")
    }
    result.error = result.error.replacing(varying, with: "…")
      .replacing(server.socket, with: "SOCKET")
    return result
  }

  @Test("of updates since a transaction")
  func since() async throws {
    try await withServer(schemaFile: InstalledSchema.northbound) { server in
      let monitor = { (name: String, last: [String]) in
        let program = server.folder.program(
          name, "ovsdb-client",
          ["monitor-cond-since", server.remote, "OVN_Northbound"] + last
            + [#"[["name","!=","hidden"]]"#, "Address_Set", "name"])
        try await program.start()
        try await waitUntil("\(name) says what it found") { program.output.contains("last_id") }
        return program
      }
      let insert = { (name: String) in
        _ = try await server.client(
          "transact", server.remote,
          #"["OVN_Northbound",{"op":"insert","table":"Address_Set","row":{"name":"\#(name)"}}]"#)
      }
      try await insert("first")
      let first = try await monitor("first", [])
      try await waitUntil("the contents are told") { first.output.contains("initial first") }
      #expect(first.output.contains("found: false"))
      let last = try #require(first.output.firstMatch(of: /last_id: ([0-9a-f-]{36})/)?.1)
      await first.stop()

      try await insert("missed")
      try await insert("hidden")
      let second = try await monitor("second", [String(last)])
      try await insert("live")
      try await waitUntil("the last is told") { second.output.contains("live") }
      #expect(second.output.contains("found: true"))
      #expect(second.output.contains("missed"))
      #expect(!second.output.contains("initial") && !second.output.contains("hidden"))
    }
  }

  @Test("of locks that are stolen")
  func steal() async throws {
    try await withServer(schemaFile: InstalledSchema.northbound) { server in
      let owner = server.folder.program("owner", "ovsdb-client", ["lock", server.remote, "gate"])
      try await owner.start()
      try await waitUntil("the owner has it") { owner.output.contains(#""locked":true"#) }
      let thief = server.folder.program("thief", "ovsdb-client", ["steal", server.remote, "gate"])
      try await thief.start()
      try await waitUntil("the thief has it") { thief.output.contains(#""locked":true"#) }
      try await waitUntil("the owner is told") { owner.output.contains("stolen") }
      await thief.kill()
      try await waitUntil("the owner has it back") {
        owner.output.split(separator: "stolen").last?.contains("locked") == true
      }
    }
  }
}
