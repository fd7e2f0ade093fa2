import Foundation
import TLS
import Testing

@Suite("A TLS context", .timeLimit(.minutes(1)))
struct TLSContextTests {
  let shared: CertificateFolder
  let folder: CertificateFolder

  init() throws {
    shared = try Certificates.folder.get()
    folder = try CertificateFolder()
    for name in ["ca", "other-ca", "server", "client", "stranger"] {
      for end in ["key", "pem"] { try copy("\(name).\(end)") }
    }
  }

  private func copy(_ name: String) throws {
    try FileManager.default.copyItem(atPath: shared.file(name), toPath: folder.file(name))
  }

  private var client: TLSConfiguration { folder.configuration("client", trusting: "ca") }
  private var server: TLSConfiguration { folder.configuration("server", trusting: "ca") }

  private func error(_ configuration: TLSConfiguration) -> TLSError? {
    #expect(throws: TLSError.self) { try TLSContext(configuration).refreshIfChanged() }
  }

  @Test("names the file that is missing")
  func missingFile() {
    var configuration = client
    configuration.privateKeyFile = "/nonexistent/key.pem"
    #expect(
      error(configuration)?.description
        == "private key /nonexistent/key.pem: No such file or directory")
    configuration = client
    configuration.certificateFile = "/nonexistent/cert.pem"
    #expect(
      error(configuration)?.description
        == "certificate /nonexistent/cert.pem: No such file or directory")
    configuration = client
    configuration.caFile = "/nonexistent/ca.pem"
    #expect(
      error(configuration)?.description
        == "CA certificate /nonexistent/ca.pem: No such file or directory")
  }

  @Test("names the file that is not configured")
  func notConfigured() {
    var configuration = client
    configuration.privateKeyFile = nil
    #expect(error(configuration)?.description == "private key must be configured to use SSL")
    configuration = client
    configuration.certificateFile = nil
    #expect(error(configuration) == .notConfigured(.certificate))
    configuration = client
    configuration.caFile = nil
    #expect(error(configuration) == .notConfigured(.caCertificate))
  }

  @Test("names the file that holds no PEM data", arguments: ["client.key", "client.pem", "ca.pem"])
  func badFile(name: String) throws {
    for text in ["", "rubbish\n", "-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----\n"] {
      try folder.write(text, to: name)
      let message = try #require(error(client)).description
      #expect(message.contains("\(folder.file(name)): no usable PEM data ("), "\(message)")
      #expect(!message.contains("\n"))
    }
  }

  @Test("tells a key of another certificate")
  func keyMismatch() throws {
    try folder.replace("client.key", with: "server.key")
    #expect(
      error(client)?.description
        == "private key \(folder.file("client.key")) does not match certificate "
        + folder.file("client.pem"))
  }

  @Test("does not ask for the password of an encrypted key")
  func encryptedKey() throws {
    try folder.encryptKey("client.key")
    #expect(error(client)?.description.contains(folder.file("client.key")) == true)
  }

  @Test("names the option whose value is of no use")
  func badSetting() {
    var configuration = client
    configuration.protocols = "TLSv1.2,SSLv2"
    #expect(
      error(configuration)?.description
        == #"ssl-protocols "TLSv1.2,SSLv2": unknown protocol SSLv2"#)
    configuration.protocols = " ,"
    #expect(error(configuration)?.description == #"ssl-protocols " ,": no protocol named"#)
    configuration = client
    configuration.ciphers = "rubbish"
    #expect(error(configuration)?.description == #"ssl-ciphers "rubbish": no cipher match"#)
    configuration = client
    configuration.ciphersuites = "rubbish"
    #expect(error(configuration)?.description.hasPrefix(#"ssl-ciphersuites "rubbish": "#) == true)
  }

  @Test("reads its files again when one has changed, and only then")
  func rereads() throws {
    let context = TLSContext(server)
    #expect(try context.refreshIfChanged())
    #expect(try !context.refreshIfChanged())
    func clientAccepts() throws -> Bool {
      var conversation = Conversation(
        client: try TLSContext(client).client(), server: try context.server())
      conversation.run()
      return conversation.client.state == .established && conversation.clientError == nil
    }
    #expect(try clientAccepts())
    try folder.replace("server.key", with: "stranger.key")
    // Half of a rotation does not fit together, and is tried again until it does.
    #expect(throws: TLSError.self) { try context.server() }
    #expect(throws: TLSError.self) { try context.refreshIfChanged() }
    try folder.replace("server.pem", with: "stranger.pem")
    #expect(try !clientAccepts())
    try folder.replace("ca.pem", with: "other-ca.pem")
    #expect(try context.refreshIfChanged())
    #expect(try !context.refreshIfChanged())
  }

  @Test("learns the CA certificate from the first peer, then verifies by it")
  func bootstraps() throws {
    var configuration = client
    configuration.bootstrapCA = true
    configuration.caFile = folder.file("learned.pem")
    let context = TLSContext(configuration)
    let first = try context.client()
    let rival = try context.client()
    for session in [first, rival] {
      var conversation = Conversation(client: session, server: try TLSContext(server).server())
      conversation.run()
      #expect(conversation.clientError == .bootstrapped(caFile: folder.file("learned.pem")))
    }
    #expect(try folder.certificate(in: "learned.pem") == folder.certificate(in: "ca.pem"))
    for (name, isAccepted) in [("server", true), ("stranger", false)] {
      var conversation = Conversation(
        client: try context.client(),
        server: try TLSContext(folder.configuration(name, trusting: "ca")).server())
      conversation.run()
      #expect((conversation.client.state == .established) == isAccepted)
    }
  }

  @Test("does not learn a CA certificate that is none, nor as a server")
  func doesNotBootstrap() throws {
    var configuration = client
    configuration.bootstrapCA = true
    configuration.caFile = folder.file("learned.pem")
    // A server that does not know the CA's certificate shows no root.
    var server = server
    server.caFile = "none"
    try FileManager.default.removeItem(atPath: folder.file("server.pem"))
    try FileManager.default.copyItem(
      atPath: shared.file("server.leaf"), toPath: folder.file("server.pem"))
    let context = TLSContext(configuration)
    var conversation = Conversation(
      client: try context.client(), server: try TLSContext(server).server())
    conversation.run()
    #expect(conversation.clientError?.description.contains("not self-signed") == true)
    #expect(!FileManager.default.fileExists(atPath: folder.file("learned.pem")))
    let error = #expect(throws: TLSError.self) { try context.server() }
    #expect(
      error?.description
        == "CA certificate \(folder.file("learned.pem")): No such file or directory")
  }
}

extension CertificateFolder {
  /// The PEM block in a file, without what may stand around it.
  fileprivate func certificate(in name: String) throws -> Substring? {
    let text = try read(name)
    return text.range(of: "-----BEGIN CERTIFICATE-----").map { text[$0.lowerBound...] }
  }

  fileprivate func encryptKey(_ name: String) throws {
    try openssl("pkey -in \(name) -aes256 -passout pass:secret -out encrypted.key")
    try replace(name, with: "encrypted.key")
  }
}
