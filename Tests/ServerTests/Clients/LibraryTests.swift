import Testbed
import Testing

@Suite("Programs that replicate find in our server", .timeLimit(.minutes(2)))
struct LibraryTests {
  @Test("what Python's IDL needs: contents, a transaction, conditions, a restart")
  func python() async throws {
    try await withServer(schemaFile: InstalledSchema.northbound) { server in
      let script = try server.folder.write(Self.script, to: "idl.py")
      let output = try await run(
        "/usr/bin/python3", [script, server.remote, InstalledSchema.northbound])
      #expect(output == "committed\nseen first\nhidden second\ndone\n")
    }
  }

  private static let script = """
    import sys, ovs.db.idl, ovs.poller
    remote, schema = sys.argv[1:]
    helper = ovs.db.idl.SchemaHelper(location=schema)
    helper.register_columns("Address_Set", ["name", "addresses"])
    idl = ovs.db.idl.Idl(remote, helper)

    def until(condition):
        for _ in range(1000):
            idl.run()
            if condition():
                return
            poller = ovs.poller.Poller()
            idl.wait(poller)
            poller.timer_wait(100)
            poller.block()
        raise SystemExit("nothing came")

    def rows():
        return idl.tables["Address_Set"].rows.values()

    until(lambda: idl.has_ever_connected())
    transaction = ovs.db.idl.Transaction(idl)
    for name in ["first", "second"]:
        row = transaction.insert(idl.tables["Address_Set"])
        row.name = name
        row.addresses = ["192.0.2.1", "192.0.2.2"]
    assert transaction.commit_block() == ovs.db.idl.Transaction.SUCCESS
    print("committed")
    until(lambda: len(rows()) == 2)
    idl.cond_change("Address_Set", [["name", "==", "first"]])
    until(lambda: len(rows()) == 1)
    print("seen", *[row.name for row in rows()])
    idl.cond_change("Address_Set", [["name", "==", "second"]])
    until(lambda: [row.name for row in rows()] == ["second"])
    print("hidden", *[row.name for row in rows()])
    idl.force_reconnect()
    until(lambda: idl.change_seqno and [row.name for row in rows()] == ["second"])
    print("done")
    """

  @Test("what the real northd needs to fill the Southbound database")
  func northd() async throws {
    try await withWorkspace { folder in
      let northbound = try await ServedDatabase(
        .ours, schemaFile: InstalledSchema.northbound, name: "nb", in: folder)
      let southbound = try await ServedDatabase(
        .ours, schemaFile: InstalledSchema.southbound, name: "sb", in: folder)
      let northd = folder.program(
        "northd", "ovn-northd",
        [
          "--ovnnb-db=\(northbound.remote)", "--ovnsb-db=\(southbound.remote)",
          "--unixctl=\(folder.path("northd.ctl"))", "-vconsole:warn", "-vsyslog:off",
        ])
      try await northd.start()
      let nbctl = ["--timeout=30", "--wait=sb", "--db=\(northbound.remote)"]
      try await run(
        "ovn-nbctl",
        nbctl + [
          "ls-add", "s0", "--", "lsp-add", "s0", "p0", "--",
          "lsp-set-addresses", "p0", "00:00:00:00:00:01 192.0.2.1",
        ])
      let sbctl = ["--timeout=10", "--db=\(southbound.remote)"]
      let ports = try await run(
        "ovn-sbctl", sbctl + ["--bare", "--columns=logical_port", "list", "Port_Binding"])
      #expect(ports == "p0\n")
      #expect(try await run("ovn-sbctl", sbctl + ["lflow-list"]).contains("192.0.2.1"))
      try await run("ovn-nbctl", nbctl + ["ls-del", "s0"])
      #expect(try await run("ovn-sbctl", sbctl + ["lflow-list"]) == "")
      let isRunning = await northd.isRunning
      #expect(isRunning, "\(northd.output)")
    }
  }

  @Test(
    "what ovn-ic needs to join two zones",
    arguments: ["ovn-ic", builtProgram("ovn-ic")])
  func interconnection(daemon: String) async throws {
    try await withWorkspace { folder in
      var remotes: [String: String] = [:]
      for (name, schema) in [
        ("nb1", "nb"), ("sb1", "sb"), ("nb2", "nb"), ("sb2", "sb"), ("inb", "ic-nb"),
        ("isb", "ic-sb"),
      ] {
        remotes[name] = try await ServedDatabase(
          .ours, schemaFile: "/usr/share/ovn/ovn-\(schema).ovsschema", name: name, in: folder
        ).remote
      }
      for zone in ["1", "2"] {
        let northbound = try #require(remotes["nb\(zone)"])
        let southbound = try #require(remotes["sb\(zone)"])
        try await run("ovn-nbctl", ["--timeout=10", "--db=\(northbound)", "init"])
        try await run(
          "ovn-nbctl",
          ["--timeout=10", "--db=\(northbound)", "set", "NB_Global", ".", "name=zone\(zone)"])
        try await run("ovn-sbctl", ["--timeout=10", "--db=\(southbound)", "init"])
        let daemon = folder.program(
          "ic\(zone)", daemon,
          [
            "--ovnnb-db=\(northbound)", "--ovnsb-db=\(southbound)",
            "--ic-nb-db=\(try #require(remotes["inb"]))",
            "--ic-sb-db=\(try #require(remotes["isb"]))",
            "--unixctl=\(folder.path("ic\(zone).ctl"))", "-vconsole:warn", "-vsyslog:off",
          ])
        try await daemon.start()
      }
      try await run(
        "ovsdb-client",
        [
          "transact", try #require(remotes["inb"]),
          #"["OVN_IC_Northbound",{"op":"insert","table":"Transit_Switch","row":{"name":"ts0"}}]"#,
        ])
      for zone in ["1", "2"] {
        let northbound = try #require(remotes["nb\(zone)"])
        try await waitUntil("zone \(zone) has the switch") {
          try await run("ovn-nbctl", ["--timeout=10", "--db=\(northbound)", "ls-list"])
            .contains("(ts0)")
        }
      }
    }
  }
}
