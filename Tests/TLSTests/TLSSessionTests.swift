import Seeded
import TLS
import Testing

@Suite("A TLS session", .timeLimit(.minutes(1)))
struct TLSSessionTests {
  let folder: CertificateFolder

  init() throws { folder = try Certificates.folder.get() }

  private func converse(
    client: TLSConfiguration, server: TLSConfiguration, piece: Int = .max
  ) throws -> Conversation {
    var conversation = Conversation(
      client: try TLSContext(client).client(), server: try TLSContext(server).server())
    conversation.run(piece: piece)
    return conversation
  }

  private var client: TLSConfiguration { folder.configuration("client", trusting: "ca") }
  private var server: TLSConfiguration { folder.configuration("server", trusting: "ca") }

  @Test(
    "is established when each side trusts the other, however the bytes arrive",
    arguments: [1, 7, 1000, .max])
  func establishes(piece: Int) throws {
    let conversation = try converse(client: client, server: server, piece: piece)
    #expect(conversation.client.state == .established)
    #expect(conversation.server.state == .established)
    #expect(conversation.client.protocolVersion == "TLSv1.3")
  }

  @Test(
    "carries bytes both ways, however many, and those sent before it was established",
    arguments: [1, 16_384, 16_385, 3_000_000])
  func carries(count: Int) throws {
    var conversation = Conversation(
      client: try TLSContext(client).client(), server: try TLSContext(server).server())
    let sent = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      for index in 0..<count {
        buffer[index] = UInt8(truncatingIfNeeded: index &* 31 &+ index >> 8)
      }
      initialized = count
    }
    // What `send` returns is on its way at once: here, the client's first message.
    var first = try conversation.client.send(sent)
    #expect(conversation.client.pendingBytes == count)
    first = try conversation.server.receive(first.span)
    #expect(first.isEmpty)
    conversation.run(piece: 10_000)
    #expect(conversation.client.pendingBytes == 0)
    #expect(conversation.toServer == sent)
    let answer = try conversation.server.send(sent)
    #expect(answer.count > count)
    conversation.toClient += try conversation.client.receive(answer.span)
    #expect(conversation.toClient == sent)
  }

  @Test("ends by notice, and not by less")
  func ends() throws {
    let conversation = try converse(client: client, server: server)
    let notice = conversation.client.close()
    #expect(try conversation.server.receive(notice.span) == [])
    #expect(conversation.server.state == .closedByPeer)
    #expect(throws: Never.self) { try conversation.server.receiveEnd() }
    #expect(throws: TLSError.connection(reason: "closed by peer without notice")) {
      try conversation.client.receiveEnd()
    }
    #expect(throws: TLSError.handshake(reason: "connection closed by peer")) {
      try TLSContext(client).client().receiveEnd()
    }
  }

  @Test(
    "says whose certificate a client does not accept, and why",
    arguments: [
      ("stranger", "/CN=other-ca", "self-signed certificate in certificate chain"),
      ("expired", "/CN=expired", "certificate has expired"),
    ])
  func clientRefuses(name: String, subject: String, reason: String) throws {
    let conversation = try converse(
      client: client, server: folder.configuration(name, trusting: "ca"))
    let error = try #require(conversation.clientError)
    #expect(error == .peerCertificate(subject: subject, reason: reason))
    #expect(error.description == "certificate of peer (\(subject)) not accepted: \(reason)")
    #expect(conversation.client.state == .failed(error))
    #expect(conversation.serverError?.description.contains("alert") == true)
    #expect(throws: error) { try conversation.client.receive([UInt8]([1]).span) }
    #expect(throws: error) { try conversation.client.send([1]) }
  }

  @Test(
    "says whose certificate a server does not accept, and why",
    arguments: [
      ("stranger", "self-signed certificate in certificate chain"),
      ("expired", "certificate has expired"),
    ])
  func serverRefuses(name: String, reason: String) throws {
    let conversation = try converse(
      client: folder.configuration(name, trusting: "ca"), server: server)
    #expect(conversation.serverError?.description.contains(reason) == true)
    // In TLS 1.3 the client is through before the server has looked: it learns by what it reads.
    #expect(conversation.clientError?.description.contains("alert") == true)
  }

  @Test("accepts any peer when told so", arguments: ["stranger", "expired"])
  func acceptsAny(name: String) throws {
    var trusting = client
    trusting.caFile = "none"
    var flagged = client
    flagged.verifyPeer = false
    for client in [trusting, flagged] {
      var server = folder.configuration(name, trusting: "ca")
      server.verifyPeer = true
      let conversation = try converse(client: client, server: server)
      #expect(conversation.client.state == .established)
    }
  }

  @Test(
    "needs a version that both sides allow",
    arguments: [
      ("TLSv1.2", "TLSv1.2+", "TLSv1.2"), ("TLSv1.2,TLSv1.3", "tlsv1.3", "TLSv1.3"),
      ("TLSv1.2", "TLSv1.3", nil), ("TLSv1,TLSv1.1 TLSv1.2", "TLSv1.2+", "TLSv1.2"),
    ] as [(String, String, String?)])
  func agreesOnVersion(client: String, server: String, version: String?) throws {
    var (ofClient, ofServer) = (self.client, self.server)
    ofClient.protocols = client
    ofServer.protocols = server
    let conversation = try converse(client: ofClient, server: ofServer)
    #expect(conversation.client.protocolVersion == version)
    guard version == nil else { return }
    #expect(conversation.serverError == .handshake(reason: "unsupported protocol"))
    #expect(conversation.clientError?.description.contains("alert protocol version") == true)
  }

  @Test("needs a cipher that both sides allow")
  func agreesOnCipher() throws {
    var (client, server) = (client, server)
    client.ciphersuites = "TLS_AES_128_GCM_SHA256"
    server.ciphersuites = "TLS_AES_256_GCM_SHA384"
    let conversation = try converse(client: client, server: server)
    #expect(conversation.serverError == .handshake(reason: "no shared cipher"))
  }

  @Test("asks for the configured server name before the one of the connection")
  func asksForServerName() throws {
    var named = client
    named.serverName = "configured.example"
    for (configuration, name) in [(client, "host.example"), (named, "configured.example")] {
      var conversation = Conversation(
        client: try TLSContext(configuration).client(serverName: "host.example"),
        server: try TLSContext(server).server())
      conversation.run()
      #expect(conversation.server.requestedServerName == name)
    }
  }

  @Test(
    "refuses what is not TLS",
    arguments: [
      #"{"method":"echo","params":[],"id":"echo"}"#, "GET / HTTP/1.0\r\n\r\n",
      "\u{16}\u{3}\u{1}\u{0}",
    ])
  func refusesPlaintext(text: String) throws {
    let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: 300)
    for session in [try TLSContext(server).server(), try TLSContext(client).client()] {
      let error = #expect(throws: TLSError.self) { try session.receive(bytes.span) }
      guard case .handshake(let reason) = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(!reason.isEmpty && !reason.contains("\n"))
    }
  }

  @Test("survives any bytes, before the handshake and after", arguments: 0..<40 as Range<UInt64>)
  func survivesGarbage(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let conversation = try converse(client: client, server: server)
    var fresh = Conversation(
      client: try TLSContext(client).client(), server: try TLSContext(server).server())
    var hello = fresh.client.takeOutput()
    for _ in 0..<3 {
      if let index = hello.indices.randomElement(using: &random) {
        hello[index] = .random(in: 0...255, using: &random)
      }
    }
    _ = try? fresh.server.receive(hello.span)
    fresh.run()
    var record = try conversation.client.send([UInt8](repeating: 1, count: 100))
    if let index = record.indices.randomElement(using: &random) { record[index] ^= 0x55 }
    // A record that claims to be longer is waited for; every other change is found out.
    if let received = try? conversation.server.receive(record.span) { #expect(received.isEmpty) }
    let noise = (0..<70_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    #expect(throws: TLSError.self) { try conversation.server.receive(noise.span) }
    #expect(throws: TLSError.self) { try conversation.server.receive(noise.span) }
  }
}
