import Testbed
import Testing

@Suite("Clients that listen", .timeLimit(.minutes(2)))
struct ListeningClientTests {
  @Test("are connected to and served, again and again", arguments: ["tcp", "unix", "ssl"])
  func served(kind: String) async throws {
    try await withWorkspace { folder in
      let files = try await Certificates(in: folder)
      let port = try RawListener().port
      let (active, passive) =
        kind == "unix"
        ? ("unix:\(folder.path("client"))", "punix:\(folder.path("client"))")
        : ("\(kind):127.0.0.1:\(port)", "p\(kind):\(port):127.0.0.1")
      let server = try await ServedDatabase(
        .ours, schemaFile: InstalledSchema.northbound, name: "db", in: folder,
        options: [
          "--private-key=\(files.serverKey)", "--certificate=\(files.serverCertificate)",
          "--ca-cert=\(files.authority)", "--remote=\(active)",
        ])
      for _ in 0..<2 {
        #expect(
          try await run(
            "ovsdb-client",
            [
              "--timeout=20", "--private-key=\(files.clientKey)",
              "--certificate=\(files.clientCertificate)", "--ca-cert=\(files.authority)",
              "list-dbs", passive,
            ]) == "OVN_Northbound\n_Server\n")
      }
      withExtendedLifetime(server) {}
    }
  }
}
