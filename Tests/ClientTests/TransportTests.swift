import Client
import EventLoop
import LoopTesting
import OVSDB
import Session
import TLS
import Testbed
import Testing

@Suite("A client reaches a real server", .eventLoop, .timeLimit(.minutes(2)))
struct TransportTests {
  @Test("over TCP, by address and by name", arguments: ["127.0.0.1", "localhost"])
  func overTCP(host: String) async throws {
    try await withWorkspace { workspace in
      let server = try await OVSDBServer(
        Zoo.kind(in: workspace), name: "zoo", in: workspace, tcp: true)
      let port = try #require(server.tcpPort.flatMap { UInt16(exactly: $0) })
      let recorder = await Recorder(Zoo.configuration([.tcp(host: host, port: port)]))
      try await commits(recorder)
    }
  }

  @Test("over TLS, each side sure of the other")
  func overTLS() async throws {
    try await withSecureZoo { remote, certificates, _ in
      var configuration = Zoo.configuration([remote])
      configuration.tls = TLSConfiguration(
        privateKeyFile: certificates.clientKey, certificateFile: certificates.clientCertificate,
        caFile: certificates.authority)
      try await commits(Recorder(configuration))
    }
  }

  @Test("not over TLS if the server is of another authority")
  func rejectsServer() async throws {
    try await withSecureZoo { remote, certificates, strangers in
      var configuration = Zoo.configuration([remote])
      configuration.tls = TLSConfiguration(
        privateKeyFile: certificates.clientKey, certificateFile: certificates.clientCertificate,
        caFile: strangers.authority)
      let recorder = await Recorder(configuration)
      try await recorder.wait(until: "the attempt fails") {
        $0.logs.contains { $0.message.contains("connection attempt failed (certificate of peer") }
      }
      #expect(await recorder.events == [])
      // Other files from the next attempt on.
      await recorder.client.setTLS(
        TLSConfiguration(
          privateKeyFile: certificates.clientKey, certificateFile: certificates.clientCertificate,
          caFile: certificates.authority))
      try await commits(recorder)
    }
  }

  @Test("not over TLS without certificates, and says so")
  func needsCertificates() async throws {
    let recorder = await Recorder(Zoo.configuration([.ssl(host: "127.0.0.1", port: 1)]))
    try await recorder.wait(until: "the attempt fails") {
      $0.logs.contains {
        $0.message.hasSuffix("(no private key and certificates are configured for TLS)")
      }
    }
    await recorder.client.stop()
  }

  @Test("that connects to it")
  func passively() async throws {
    try await withZoo { server, _ in
      let path = "\(server.socket).passive"
      let recorder = await Recorder(Zoo.configuration([.passiveUnix(path: path)]))
      try await server.appctl("ovsdb-server/add-remote", "unix:\(path)")
      try await recorder.wait(for: "synchronised")
      await recorder.client.reconnect()
      try await recorder.wait(for: "synchronised", count: 2)
      try await commits(recorder)
    }
  }

  private func commits(_ recorder: Recorder) async throws {
    try await recorder.wait(for: "synchronised")
    // Larger than one TLS record and one read.
    let name = String(repeating: "ant", count: 100_000)
    #expect(await recorder.client.transact([Zoo.insert(name)]).description == "committed")
    #expect(await recorder.animalNames == [name])
    await recorder.client.stop()
  }

  private func withSecureZoo(
    _ body: (Remote, Certificates, _ strangers: Certificates) async throws -> Void
  ) async throws {
    try await withWorkspace { workspace in
      let certificates = try await Certificates(in: workspace)
      let strangers = try await Certificates(in: workspace, prefix: "strangers")
      let server = try await OVSDBServer(
        Zoo.kind(in: workspace), name: "zoo", in: workspace, certificates: certificates)
      let port = try #require(server.tlsPort.flatMap { UInt16(exactly: $0) })
      try await body(.ssl(host: "127.0.0.1", port: port), certificates, strangers)
    }
  }
}
