import Testbed
import Testing

@Suite("The distribution's clients find in our server", .timeLimit(.minutes(2)))
struct ToolTests {
  @Test("what ovn-nbctl needs, and the real server can go on with the file")
  func northbound() async throws {
    try await withWorkspace { folder in
      let ours = try await ServedDatabase(
        .ours, schemaFile: InstalledSchema.northbound, name: "ours", in: folder)
      let nbctl = { (arguments: [String], remote: String) in
        try await run("ovn-nbctl", ["--timeout=10", "--db=\(remote)"] + arguments)
      }
      _ = try await nbctl(["ls-add", "s0", "--", "lsp-add", "s0", "p0"], ours.remote)
      _ = try await nbctl(
        ["lr-add", "r0", "--", "lrp-add", "r0", "rp", "00:00:00:00:00:02", "10.0.0.2/24"],
        ours.remote)
      await #expect(throws: TestbedError.self) {
        _ = try await nbctl(["ls-add", "s0"], ours.remote)
      }
      let shown = try await nbctl(["show"], ours.remote)
      #expect(shown.contains("port p0") && shown.contains("(s0)") && shown.contains("port rp"))
      try await ours.appctl("exit")
      await ours.program.end()

      let real = try await ServedDatabase(
        .reference, schemaFile: nil, name: "real", file: ours.file, in: folder)
      #expect(try await nbctl(["show"], real.remote) == shown)
    }
  }

  @Test("what ovn-sbctl and ovs-vsctl need")
  func others() async throws {
    try await withWorkspace { folder in
      let southbound = try await ServedDatabase(
        .ours, schemaFile: InstalledSchema.southbound, name: "sb", in: folder)
      let sbctl = ["--timeout=10", "--db=\(southbound.remote)"]
      try await run("ovn-sbctl", sbctl + ["chassis-add", "c1", "geneve", "192.0.2.1"])
      #expect(try await run("ovn-sbctl", sbctl + ["show"]).contains("ip: \"192.0.2.1\""))
      try await run("ovn-sbctl", sbctl + ["chassis-del", "c1"])
      // Encapsulations are no roots: they went with their chassis.
      #expect(try await run("ovn-sbctl", sbctl + ["list", "Encap"]) == "")

      let switching = try await ServedDatabase(
        .ours, schemaFile: InstalledSchema.switching, name: "vs", in: folder)
      let vsctl = ["--timeout=10", "--no-wait", "--db=\(switching.remote)"]
      try await run("ovs-vsctl", vsctl + ["add-br", "br0", "--", "add-port", "br0", "eth9"])
      #expect(try await run("ovs-vsctl", vsctl + ["list-ports", "br0"]) == "eth9\n")
    }
  }

  @Test("what ovsdb-client does: dump, backup, restore, convert, wait")
  func client() async throws {
    try await withServer(schemaFile: InstalledSchema.northbound) { server in
      let remote = server.remote
      #expect(try await server.client("list-dbs", remote) == "OVN_Northbound\n_Server\n")
      let transact = { (operation: String) in
        try await server.client("transact", remote, "[\"OVN_Northbound\",\(operation)]")
      }
      _ = try await transact(#"{"op":"insert","table":"Address_Set","row":{"name":"a"}}"#)
      let dump = {
        try await server.client("dump", remote, "OVN_Northbound", "Address_Set", "name")
      }
      let before = try await dump()
      #expect(before.contains("\na"))
      let backup = try await server.client("backup", remote, "OVN_Northbound")
      let file = try server.folder.write(backup, to: "backup")
      _ = try await transact(#"{"op":"delete","table":"Address_Set","where":[]}"#)
      #expect(try await dump() != before)
      try await run(
        "sh",
        ["-c", "ovsdb-client --timeout=10 --force restore \(remote) OVN_Northbound < \(file)"]
      )
      #expect(try await dump() == before)
      try await server.client("convert", remote, InstalledSchema.northbound)
      #expect(try await dump() == before)
      try await server.client("wait", remote, "OVN_Northbound", "connected")
    }
  }

  @Test("a lock, which goes to the next when its owner goes")
  func lock() async throws {
    try await withServer(schemaFile: InstalledSchema.northbound) { server in
      let first = server.folder.program("first", "ovsdb-client", ["lock", server.remote, "gate"])
      let second = server.folder.program("second", "ovsdb-client", ["lock", server.remote, "gate"])
      try await first.start()
      try await waitUntil("the first has the lock") { first.output.contains(#""locked":true"#) }
      try await second.start()
      try await waitUntil("the second waits") { second.output.contains(#""locked":false"#) }
      await first.kill()
      try await waitUntil("the second has the lock") { second.output.contains("gate") }
    }
  }

  @Test("updates for monitors of each kind", arguments: ["monitor", "monitor-cond"])
  func monitors(command: String) async throws {
    try await withServer(schemaFile: InstalledSchema.northbound) { server in
      let condition = command == "monitor" ? [] : [#"[["name","!=","hidden"]]"#]
      let monitor = server.folder.program(
        "monitor", "ovsdb-client",
        [command, server.remote, "OVN_Northbound"] + condition + ["Address_Set", "name"])
      try await monitor.start()
      try await waitUntil("the monitor is there") {
        try await server.appctl("memory/show").contains("monitors:1")
      }
      for name in ["hidden", "seen", "last"] {
        try await server.client(
          "transact", server.remote,
          #"["OVN_Northbound",{"op":"insert","table":"Address_Set","row":{"name":"\#(name)"}}]"#)
      }
      try await waitUntil("the last is told") { monitor.output.contains("last") }
      #expect(monitor.output.contains("seen"))
      #expect(monitor.output.contains("hidden") == (command == "monitor"))
    }
  }
}
