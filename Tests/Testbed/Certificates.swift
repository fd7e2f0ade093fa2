/// A certificate authority and a server's and a client's certificate by it, as PEM files.
public struct Certificates: Sendable {
  /// The authority's certificate.
  public let authority: String
  /// The server's key and certificate, for `localhost` and 127.0.0.1.
  public let serverKey: String, serverCertificate: String
  /// The client's key and certificate.
  public let clientKey: String, clientCertificate: String

  /// Makes them with the `openssl` program; `prefix` keeps several sets apart.
  public init(in workspace: Workspace, prefix: String = "tls") async throws {
    let path = { (name: String) in workspace.path("\(prefix)-\(name).pem") }
    authority = path("authority")
    (serverKey, serverCertificate) = (path("server-key"), path("server"))
    (clientKey, clientCertificate) = (path("client-key"), path("client"))
    let fresh = [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
      "-days", "2",
    ]
    let authorityKey = path("authority-key")
    try await run(
      "openssl", fresh + ["-subj", "/CN=authority", "-keyout", authorityKey, "-out", authority])
    for (name, key, certificate) in [
      ("localhost", serverKey, serverCertificate), ("client", clientKey, clientCertificate),
    ] {
      try await run(
        "openssl",
        fresh + [
          "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:\(name),IP:127.0.0.1",
          "-addext", "basicConstraints=critical,CA:FALSE",
          "-CA", authority, "-CAkey", authorityKey, "-keyout", key, "-out", certificate,
        ])
    }
  }
}
