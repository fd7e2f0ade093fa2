import Foundation
import Testbed
import Testing

@Suite("A daemon whose databases are reached over TLS", .crowded, .requiresOurs)
struct SecureConnectionTests {
  @Test("registers its zone, with the authority's file at hand or written from the first server")
  func registers() async throws {
    try await withSecureDatabases { databases in
      let written = databases.workspace.path("bootstrap.pem")
      for option in [
        "--ca-cert=\(databases.certificates.authority)", "--bootstrap-ca-cert=\(written)",
      ] {
        let daemon = databases.daemon(named: "ic\(option.count)", option)
        try await daemon.start()
        try await eventually(["az1"]) { try await databases.zones() }
        try await eventually("connected") {
          try await daemon.appctl("nb-connection-status").trimmingCharacters(in: .newlines)
        }
        await daemon.stop()
        try await databases.forgetZone()
      }
      #expect(FileManager.default.fileExists(atPath: written))
    }
  }

  @Test("says why it does not trust a server, keeps trying, and connects when the file is right")
  func recovers() async throws {
    try await withSecureDatabases { databases in
      let other = try await Certificates(in: databases.workspace, prefix: "other")
      let trusted = databases.workspace.path("trusted.pem")
      try FileManager.default.copyItem(atPath: other.authority, toPath: trusted)
      let daemon = databases.daemon(named: "ic", "--ca-cert=\(trusted)")
      try await daemon.start()
      try await waitUntil("the refusal is logged") { daemon.log.contains("certificate") }
      #expect(try await databases.zones() == [])
      #expect(await daemon.program.isRunning)
      try FileManager.default.removeItem(atPath: trusted)
      try FileManager.default.copyItem(atPath: databases.certificates.authority, toPath: trusted)
      try await eventually(["az1"], deadline: .seconds(30)) { try await databases.zones() }
      await daemon.stop()
    }
  }
}

/// The four databases of one zone, each listening with TLS.
private struct SecureDatabases {
  let workspace: Workspace
  let certificates: Certificates
  let northbound, southbound, interconnectNorthbound, interconnectSouthbound: OVSDBServer

  func daemon(named name: String, _ authority: String) -> InterconnectDaemon {
    let remote = { (server: OVSDBServer) in "ssl:127.0.0.1:\(server.tlsPort ?? 0)" }
    return InterconnectDaemon(
      .ours, name: name, in: workspace, northbound: remote(northbound),
      southbound: remote(southbound), interconnectNorthbound: remote(interconnectNorthbound),
      interconnectSouthbound: remote(interconnectSouthbound),
      arguments: [
        "--private-key=\(certificates.clientKey)",
        "--certificate=\(certificates.clientCertificate)",
        authority,
      ])
  }

  func zones() async throws -> [String] {
    try await interconnectSouthbound.rows("Availability_Zone").map { $0["name"].text }
  }

  func forgetZone() async throws {
    try await interconnectSouthbound.ctl(["--all", "destroy", "Availability_Zone"])
  }
}

private func withSecureDatabases(_ story: (SecureDatabases) async throws -> Void) async throws {
  try await withWorkspace { workspace in
    let certificates = try await Certificates(in: workspace)
    let server = { (kind: DatabaseKind, name: String) in
      try await OVSDBServer(kind, name: name, in: workspace, certificates: certificates)
    }
    let databases = SecureDatabases(
      workspace: workspace, certificates: certificates,
      northbound: try await server(.northbound, "nb"),
      southbound: try await server(.southbound, "sb"),
      interconnectNorthbound: try await server(.interconnectNorthbound, "icnb"),
      interconnectSouthbound: try await server(.interconnectSouthbound, "icsb"))
    try await databases.northbound.ctl(["init", "--", "set", "NB_Global", ".", "name=az1"])
    try await story(databases)
  }
}
