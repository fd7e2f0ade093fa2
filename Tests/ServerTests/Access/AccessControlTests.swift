import Testbed
import Testing

@Suite("Roles over TLS", .timeLimit(.minutes(3)))
struct AccessControlTests {
  @Test("allow and prohibit what they do at the real server, in its words")
  func comparison() async throws {
    try await withWorkspace { folder in
      let real = try await GuardedDatabase(.reference, name: "real", in: folder)
      let ours = try await GuardedDatabase(.ours, name: "ours", in: folder)
      var prohibitions = 0
      for test in AccessCase.all {
        let expected = try await real.transact(test.operations, as: test.client).withoutUUIDs
        let actual = try await ours.transact(test.operations, as: test.client).withoutUUIDs
        #expect(actual == expected, "\(test.client): \(test.operations)")
        if expected.contains("permission error") { prohibitions += 1 }
      }
      #expect(prohibitions > 15 && AccessCase.all.count - prohibitions > 15, "\(prohibitions)")
      for table in ["Chassis", "Encap", "Port_Binding", "MAC_Binding", "Address_Set", "DNS"] {
        #expect(try await contents(of: ours, table) == contents(of: real, table))
      }
    }
  }

  private func contents(of database: GuardedDatabase, _ table: String) async throws -> [String] {
    let server = database.server
    return try await server.client("--format=csv", "dump", server.remote, "OVN_Southbound", table)
      .withoutUUIDs.split(separator: "\n").map(String.init).sorted()
  }

  @Test("change at once with the rows that describe them and with the row of the remote")
  func changes() async throws {
    try await withWorkspace { folder in
      let database = try await GuardedDatabase(.ours, name: "ours", in: folder)
      let update =
        #"{"op":"update","table":"Address_Set","where":[],"row":{"addresses":"192.0.2.1"}}"#
      #expect(try await database.transact(update, as: .keeper).contains("count"))
      let sbctl = ["--timeout=10", "--db=\(database.server.remote)"]
      try await run(
        "ovn-sbctl",
        sbctl + ["remove", "RBAC_Role", "keeper", "permissions", "Address_Set"])
      #expect(try await database.transact(update, as: .keeper).contains("permission error"))
      try await run("ovn-sbctl", sbctl + ["set", "Connection", "pssl:0:127.0.0.2", #"role="""#])
      try await waitUntil("the remote knows no role") {
        try await database.transact(update, as: .keeper).contains("count")
      }
    }
  }

  @Test("let the real ovn-controller register its chassis")
  func controller() async throws {
    try await withWorkspace { folder in
      let database = try await GuardedDatabase(.ours, name: "ours", in: folder)
      let switching = try await ServedDatabase(
        .ours, schemaFile: InstalledSchema.switching, name: "vs", in: folder)
      let (remote, options) = database.chassisRemote
      try await run(
        "ovs-vsctl",
        [
          "--timeout=10", "--no-wait", "--db=\(switching.remote)", "init", "--",
          "set", "Open_vSwitch", ".", "external_ids:system-id=client",
          "external_ids:ovn-remote=\"\(remote)\"", "external_ids:ovn-encap-type=geneve",
          "external_ids:ovn-encap-ip=192.0.2.1", "--", "add-br", "br-int",
        ])
      let controller = folder.program(
        "controller", "ovn-controller",
        options + [switching.remote, "-vconsole:warn", "-vsyslog:off"])
      try await controller.start()
      let sbctl = ["--timeout=10", "--db=\(database.server.remote)"]
      try await waitUntil("the chassis is there: \(controller.output)", deadline: .seconds(30)) {
        try await run("ovn-sbctl", sbctl + ["show"]).contains("Chassis client")
      }
      try await run(
        "ovs-vsctl",
        [
          "--timeout=10", "--no-wait", "--db=\(switching.remote)",
          "set", "Open_vSwitch", ".", "external_ids:ovn-encap-ip=192.0.2.9",
        ])
      try await waitUntil("the chassis follows", deadline: .seconds(30)) {
        try await run("ovn-sbctl", sbctl + ["show"]).contains("192.0.2.9")
      }
    }
  }
}

extension String {
  fileprivate var withoutUUIDs: String {
    replacing(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, with: "UUID")
  }
}
