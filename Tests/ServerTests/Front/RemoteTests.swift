import JSON
import Testbed
import Testing

@Suite("Remotes", .timeLimit(.minutes(2)))
struct RemoteTests {
  private static let table = "--remote=db:OVN_Northbound,NB_Global,connections"

  @Test("in rows are listened at, and their columns say how they fare")
  func rows() async throws {
    try await withServer(schemaFile: InstalledSchema.northbound, options: [Self.table]) { server in
      let nbctl = ["--timeout=10", "--db=\(server.remote)"]
      let socket = server.folder.path("extra.sock")
      try await run("ovn-nbctl", nbctl + ["--", "init"])
      try await run("ovn-nbctl", nbctl + ["set-connection", "punix:\(socket)"])
      try await waitUntil("the socket is there") { (try? RawClient(socket)) != nil }
      let client = try RawClient(socket)
      #expect(try client.call("echo", [1]).reply["result"] == [1])
      try await waitUntil("the row says so") {
        try await run("ovn-nbctl", nbctl + ["get", "connection", ".", "is_connected"])
          .contains("true")
      }
      try await run("ovn-nbctl", nbctl + ["del-connection"])
      #expect(throws: RawClient.Failure.self) { try client.receive() }
      try await waitUntil("the socket is gone") { (try? RawClient(socket)) == nil }
    }
  }

  @Test("may only read where the row says so")
  func readOnly() async throws {
    try await withServer(
      schemaFile: InstalledSchema.southbound,
      options: ["--remote=db:OVN_Southbound,SB_Global,connections"]
    ) { server in
      let sbctl = ["--timeout=10", "--db=\(server.remote)"]
      let socket = server.folder.path("extra.sock")
      try await run("ovn-sbctl", sbctl + ["init"])
      try await run("ovn-sbctl", sbctl + ["--", "set-connection", "read-only", "punix:\(socket)"])
      try await waitUntil("the socket is there") { (try? RawClient(socket)) != nil }
      let client = try RawClient(socket)
      let insert: JSON = [
        "OVN_Southbound", ["op": "insert", "table": "Chassis", "row": ["name": "c"]],
      ]
      #expect(
        try client.call("transact", insert).reply["result"] == [
          [
            "error": "not allowed",
            "details":
              "insert operation not allowed when database server is in read only mode",
          ]
        ])
    }
  }

  @Test("by TLS ask clients for their certificate")
  func tls() async throws {
    try await withWorkspace { folder in
      let files = try await Certificates(in: folder)
      let server = try await ServedDatabase(
        .ours, schemaFile: InstalledSchema.northbound, name: "db", in: folder,
        options: [
          "--private-key=\(files.serverKey)", "--certificate=\(files.serverCertificate)",
          "--ca-cert=\(files.authority)", "--remote=db:OVN_Northbound,NB_Global,connections",
        ])
      let nbctl = ["--timeout=10", "--db=\(server.remote)"]
      try await run("ovn-nbctl", nbctl + ["set-connection", "pssl:0:127.0.0.1"])
      var port = ""
      try await waitUntil("the port is told") {
        port = try await attempt(
          "ovn-nbctl", nbctl + ["get", "connection", ".", "status:bound_port"]
        ).output.filter(\.isNumber)
        return !port.isEmpty
      }
      let remote = "ssl:127.0.0.1:\(port)"
      let authority = ["--timeout=10", "--ca-cert=\(files.authority)"]
      #expect(
        try await run(
          "ovsdb-client",
          authority + [
            "--private-key=\(files.clientKey)", "--certificate=\(files.clientCertificate)",
            "list-dbs", remote,
          ]) == "OVN_Northbound\n_Server\n")
    }
  }

  @Test("are added and removed by command")
  func commands() async throws {
    try await withServer(schemaFile: InstalledSchema.northbound) { server in
      let socket = server.folder.path("more.sock")
      try await server.appctl("ovsdb-server/add-remote", "punix:\(socket)")
      #expect(try RawClient(socket).call("echo", []).reply["result"] == [])
      #expect(
        try await server.appctl("ovsdb-server/list-remotes")
          == "punix:\(server.socket)\npunix:\(socket)\n".lines.sorted().joined())
      try await server.appctl("ovsdb-server/remove-remote", "punix:\(socket)")
      #expect(throws: RawClient.Failure.self) { try RawClient(socket) }
      for (text, message) in [
        ("db:X,A,n", #""db:X,A,n": no database named X"#),
        ("db:OVN_Northbound,Q,n", #""db:OVN_Northbound,Q,n": no table named Q"#),
        (
          "db:OVN_Northbound,NB_Global,q",
          #""db:OVN_Northbound,NB_Global,q": table "NB_Global" has no column "q""#
        ),
      ] {
        let result = try await attempt(
          "ovs-appctl", ["-t", server.control, "ovsdb-server/add-remote", text])
        #expect(result.error.hasPrefix(message))
      }
    }
  }
}

extension String {
  /// The lines with their ends.
  fileprivate var lines: [String] { split(separator: "\n").map { $0 + "\n" } }
}
