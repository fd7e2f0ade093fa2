import Foundation
import JSON
import Testbed
import Testing

@Suite("Commands of the control socket", .timeLimit(.minutes(2)))
struct CommandTests {
  @Test("are all that the real server has, with the same arguments")
  func list() async throws {
    try await withBoth { real, ours in
      let commands = { (text: String) in
        Set(text.split(separator: "\n").dropFirst().map { $0.trimmingCharacters(in: .whitespaces) })
      }
      let expected = commands(try await real.appctl("list-commands"))
      let actual = commands(try await ours.appctl("list-commands"))
      #expect(expected.count > 30)
      #expect(expected.subtracting(actual).isEmpty)
    }
  }

  /// One after the other; NAME is the database's file, which differs.
  static let cases: [[String]] = [
    ["list-dbs"], ["list-remotes"], ["sync-status"], ["get-active-ovsdb-server"],
    ["connect-active-ovsdb-server"], ["disconnect-active-ovsdb-server"],
    ["set-active-ovsdb-server"], ["set-active-ovsdb-server", "tcp:192.0.2.1:1"],
    ["get-active-ovsdb-server"], ["set-active-ovsdb-server-probe-interval", "x"],
    ["set-active-ovsdb-server-probe-interval", "7000"], ["get-sync-exclude-tables"],
    ["set-sync-exclude-tables", "OVN_Northbound:NAT,OVN_Northbound:ACL"],
    ["get-sync-exclude-tables"], ["set-sync-exclude-tables", ""], ["get-sync-exclude-tables"],
    ["sync-status"],
    ["perf-counters-show"], ["perf-counters-clear"],
    ["get-db-storage-status", "OVN_Northbound"], ["get-db-storage-status", "_Server"],
    ["get-db-storage-status", "none"], ["get-db-storage-status"],
    ["memory-trim-on-compaction", "maybe"], ["memory-trim-on-compaction", "off"],
    ["memory-trim-on-compaction", "on"], ["compact", "none"], ["compact", "_Server"],
    ["compact", "a", "b"], ["compact"], ["compact", "OVN_Northbound"], ["add-db", "NAME"],
    ["add-db"], ["remove-db", "none"], ["remove-db", "_Server"], ["remove-remote", "none"],
    ["add-remote", "db:a,b"], ["add-remote", "db:X,Y,Z"],
    ["add-remote", "db:OVN_Northbound,Y,Z"], ["add-remote", "db:OVN_Northbound,NB_Global,Z"],
    ["tlog-list"], ["tlog-set", "x", "on"], ["tlog-set", "x:y", "on"],
    ["tlog-set", "OVN_Northbound:x", "on"], ["tlog-set", "OVN_Northbound:NAT", "maybe"],
    ["tlog-set", "OVN_Northbound:NAT", "ON"], ["tlog-list"],
    ["tlog-set", "OVN_Northbound:NAT", "off"], ["reconnect"], ["reconnect", "now"],
    ["disable-monitor-cond"], ["remove-db", "OVN_Northbound"], ["list-dbs"],
    ["add-db", "NAME"], ["list-dbs"], ["nonsense"],
  ]

  @Test("answer and refuse in the real server's words")
  func answers() async throws {
    try await withBoth { real, ours in
      for arguments in Self.cases {
        let expected = try await answer(real, arguments)
        let actual = try await answer(ours, arguments)
        #expect(actual == expected, "\(arguments)")
      }
    }
  }

  private func answer(
    _ server: ServedDatabase, _ arguments: [String]
  ) async throws -> ToolResult {
    let arguments = arguments.map { $0 == "NAME" ? server.file : $0 }
    var result = try await attempt(
      "ovs-appctl",
      ["-T", "10", "-t", server.control, "ovsdb-server/" + arguments[0]] + arguments.dropFirst())
    for (path, name) in [(server.file, "FILE"), (server.control, "CTL"), (server.socket, "SOCK")] {
      result.output = result.output.replacing(path, with: name)
      result.error = result.error.replacing(path, with: name)
    }
    return result
  }

  @Test("memory/show counts what the real server counts")
  func memory() async throws {
    try await withBoth { real, ours in
      let transaction = #"""
        ["OVN_Northbound",
         {"op":"insert","table":"Logical_Switch_Port","uuid-name":"p","row":{"name":"p",
          "addresses":["set",["unknown","router"]],"options":["map",[["a","b"],["c","d"]]]}},
         {"op":"insert","table":"Logical_Switch","row":{"name":"s","ports":["named-uuid","p"]}},
         {"op":"insert","table":"Port_Group","row":{"name":"g","ports":["named-uuid","p"]}}]
        """#
      var reports: [[String: Int]] = []
      for server in [real, ours] {
        try await server.client("transact", server.remote, transaction)
        let monitor = server.folder.program(
          "monitor-\(server.name)", "ovsdb-client",
          ["monitor-cond", server.remote, "OVN_Northbound", "[]", "Port_Group"])
        try await monitor.start()
        try await waitUntil("the monitor is there") { monitor.output.contains("insert") == false }
        try await waitUntil("the monitor is counted") {
          try await server.appctl("memory/show").contains("monitors:1")
        }
        let text = try await server.appctl("memory/show")
        var report: [String: Int] = [:]
        for word in text.split(whereSeparator: \.isWhitespace) {
          let parts = word.split(separator: ":")
          report[String(parts[0])] = Int(parts[1])
        }
        // Only ours has a history of a database that is not in a cluster; what is kept written for
        // monitors is a matter of implementation.
        report["txn-history"] = nil
        report["json-caches"] = nil
        reports.append(report)
      }
      #expect(reports[1] == reports[0])
      #expect(reports[0]["n-weak-refs"] == 1)
    }
  }

  @Test("tlog-set has changes of a table logged")
  func tableLog() async throws {
    try await withServer(schemaFile: InstalledSchema.northbound) { server in
      let insert = { (name: String) in
        _ = try await server.client(
          "transact", server.remote,
          #"["OVN_Northbound",{"op":"insert","table":"Address_Set","row":{"name":"\#(name)"}}]"#)
      }
      try await insert("before")
      try await server.appctl("ovsdb-server/tlog-set", "OVN_Northbound:Address_Set", "on")
      try await insert("during")
      try await server.appctl("ovsdb-server/tlog-set", "OVN_Northbound:Address_Set", "off")
      try await insert("after")
      let log = try String(contentsOfFile: server.folder.path("db.log"), encoding: .utf8)
      let lines = log.split(separator: "\n").filter { $0.contains("op:inserted") }
      #expect(lines.count == 1)
      #expect(lines.first?.contains("table:Address_Set,op:inserted,") == true)
      #expect(lines.first?.contains("addresses:[],external_ids:{},name:during") == true)
    }
  }

  @Test("disable-monitor-cond leaves monitors without conditions")
  func conditions() async throws {
    try await withServer(schemaFile: InstalledSchema.northbound) { server in
      let before = try RawClient(server.socket)
      let parameters: JSON = ["OVN_Northbound", .null, ["NAT": [:]]]
      #expect(try before.call("monitor_cond", parameters).reply["result"] == [:])
      try await server.appctl("ovsdb-server/disable-monitor-cond")
      #expect(throws: RawClient.Failure.self) { try before.receive() }
      let after = try RawClient(server.socket)
      #expect(try after.call("monitor_cond", parameters).reply["error"] == "unknown method")
      #expect(try after.call("monitor", parameters).reply["result"] == [:])
    }
  }

  private func withBoth(
    _ body: (_ real: ServedDatabase, _ ours: ServedDatabase) async throws -> Void
  ) async throws {
    try await withWorkspace { folder in
      let (real, ours) = (
        try await ServedDatabase(
          .reference, schemaFile: InstalledSchema.northbound, name: "real", in: folder),
        try await ServedDatabase(
          .ours, schemaFile: InstalledSchema.northbound, name: "ours", in: folder)
      )
      try await body(real, ours)
    }
  }
}
