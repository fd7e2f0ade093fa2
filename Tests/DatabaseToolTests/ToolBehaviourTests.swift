import Testbed
import Testing

@Suite("Our tools", .timeLimit(.minutes(3)))
struct ToolBehaviourTests {
  @Test("run commands again when another client was faster")
  func races() async throws {
    try await withWorkspace { folder in
      let server = try await OVSDBServer(.interconnectNorthbound, name: "nb", in: folder)
      let tool = ToolUnderTest.ours(server)
      #expect(try await tool.run(["init"]).status == .exited(0))
      // The last command relies on no value, so that the one before reads and writes the whole map.
      try await withThrowingTaskGroup { group in
        for index in 0..<12 {
          group.addTask {
            try await tool.run(["set", "ic", ".", "options:k\(index)=v", "--", "comment"])
          }
        }
        for try await result in group { #expect(result.status == .exited(0), "\(result)") }
      }
      let keys = try await server.rows("IC_NB_Global").first?["options"].texts
      #expect(keys == (0..<12).map { "k\($0)" }.sorted())
    }
  }

  @Test("make one row of settings, however many start at once")
  func settings() async throws {
    try await withWorkspace { folder in
      let server = try await OVSDBServer(.interconnectSouthbound, name: "sb", in: folder)
      let tool = ToolUnderTest.ours(server)
      try await withThrowingTaskGroup { group in
        for _ in 0..<8 { group.addTask { try await tool.run(["init"]) } }
        for try await result in group { #expect(result.status == .exited(0), "\(result)") }
      }
      #expect(try await server.rows("IC_SB_Global").count == 1)
    }
  }

  @Test("wait until a row is as wanted")
  func waits() async throws {
    try await withWorkspace { folder in
      let server = try await OVSDBServer(.interconnectNorthbound, name: "nb", in: folder)
      let tool = ToolUnderTest.ours(server)
      async let waiting = tool.run([
        "wait-until", "Transit_Switch", "s", "external_ids:a=b", "--", "set", "Transit_Switch",
        "s", "external_ids:seen=yes",
      ])
      try await server.ctl("ts-add", "s")
      try await server.ctl("set", "Transit_Switch", "s", "external_ids:a=b")
      #expect(try await waiting.status == .exited(0))
      #expect(
        try await server.rows("Transit_Switch").first?["external_ids"]["seen"] == "yes")
    }
  }

  @Test("end by SIGALRM when the time is up, and by the signals that end programs")
  func timeLimit() async throws {
    try await withWorkspace { folder in
      let server = try await OVSDBServer(.interconnectNorthbound, name: "nb", in: folder)
      for tool in [ToolUnderTest.reference(server), .ours(server)] {
        let result = try await tool.run(["--timeout=1", "wait-until", "Transit_Switch", "nobody"])
        #expect(result.status == .signaled(14))
        #expect(result.error.hasSuffix("terminating with signal 14 (Alarm clock)\n"))
      }
    }
  }

  @Test("wait for the zones to take a change over")
  func waitsForZones() async throws {
    try await withWorkspace { folder in
      let mesh = try await Mesh(in: folder, schemas: .newest, running: [.ours, .ours])
      let tool = ToolUnderTest.ours(mesh.interconnectNorthbound)
      for zone in mesh.zones { try await zone.nbctl("set", "NB_Global", ".", "name=\(zone.name)") }
      try await waitUntil("both zones are there") {
        try await mesh.interconnectSouthbound.rows("Availability_Zone").count == 2
      }
      let added = try await tool.run(["--wait=sb", "ts-add", "ts1"])
      #expect(added.status == .exited(0) && added.error == "", "\(added)")
      #expect(try await mesh.zones[0].nbctl("ls-list").contains("(ts1)"))
      #expect(try await mesh.zones[1].nbctl("ls-list").contains("(ts1)"))
      let done = try await mesh.interconnectNorthbound.rows("IC_NB_Global").first
      #expect(done?["sb_ic_cfg"].integer == 1)
      #expect(try await tool.run(["--wait=sb", "ts-list"]).status == .exited(0))
      #expect(try await tool.run(["--wait=sb", "--dry-run", "ts-add", "x"]).status == .exited(0))
      #expect(try await tool.run(["--wait=sb", "sync"]).status == .exited(0))
      let last = try await mesh.interconnectNorthbound.rows("IC_NB_Global").first
      #expect(last?["sb_ic_cfg"].integer == 2)
    }
  }

  @Test("reach a server by TLS, as the distribution's do")
  func secure() async throws {
    try await withWorkspace { folder in
      let certificates = try await Certificates(in: folder)
      let server = try await OVSDBServer(
        .interconnectNorthbound, name: "nb", in: folder, certificates: certificates)
      let remote = "ssl:127.0.0.1:\(server.tlsPort ?? 0)"
      let files = [
        "-p", certificates.clientKey, "-c", certificates.clientCertificate, "-C",
        certificates.authority,
      ]
      for tool in [ToolUnderTest.reference(server), .ours(server)] {
        let result = try await tool.run(
          ["--db=\(remote)"] + files + ["--may-exist", "ts-add", "s"])
        #expect(result.status == .exited(0), "\(result)")
        let fresh = folder.path("fresh-\(tool.isOurs).pem")
        let bootstrap = ["--db=\(remote)"] + files.dropLast(2) + ["--bootstrap-ca-cert=\(fresh)"]
        // The distribution's gives up when it has learned the certificate.
        if !tool.isOurs { #expect(try await tool.run(bootstrap + ["show"]).status == .exited(1)) }
        let bootstrapped = try await tool.run(bootstrap + ["show"])
        #expect(bootstrapped.output == "Transit_Switch s\n", "\(bootstrapped)")
        let without = try await tool.run(["--db=\(remote)", "-vconsole:off", "show"])
        #expect(without.status == .exited(1))
      }
    }
  }

  @Test("refuse a cluster's follower unless it will do, as the distribution's do")
  func leaders() async throws {
    try await withWorkspace { folder in
      let follower = try await followerSocket(in: folder)
      for executable in ["ovn-ic-nbctl", builtProgram("ovn-ic-nbctl")] {
        let remote = "--db=unix:\(follower)"
        let strict = try await attempt(executable, [remote, "-vsyslog:off", "init"])
        #expect(strict.error == "ovn-ic-nbctl: unix:\(follower): database connection failed ()\n")
        #expect(strict.status == .exited(1))
        let lax = try await attempt(
          executable, [remote, "-vsyslog:off", "--no-leader-only", "ts-list"])
        #expect(lax.status == .exited(0), "\(lax)")
      }
    }
  }

  /// The socket of the second of two servers of one cluster.
  private func followerSocket(in folder: Workspace) async throws -> String {
    let schema = DatabaseKind.interconnectNorthbound
    let (first, second) = (folder.path("first"), folder.path("second"))
    try await run(
      "ovsdb-tool", ["create-cluster", first, schema.schemaFile, "unix:\(first).raft"])
    try await run(
      "ovsdb-tool",
      ["join-cluster", second, schema.name, "unix:\(second).raft", "unix:\(first).raft"])
    for file in [first, second] {
      let server = folder.program(
        String(file.dropFirst(folder.folder.count + 1)), "ovsdb-server",
        [
          "--remote=punix:\(file).sock", "--unixctl=\(file).ctl", "-vconsole:off", "-vsyslog:off",
          file,
        ])
      try await server.start()
    }
    try await waitUntil("the second has joined", deadline: .seconds(30)) {
      let status = try await attempt(
        "ovs-appctl", ["-t", "\(second).ctl", "cluster/status", schema.name])
      return status.output.contains("Role: follower")
        && status.output.contains("Status: cluster member")
    }
    return "\(second).sock"
  }
}
