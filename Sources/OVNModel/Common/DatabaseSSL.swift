public import OVSDB

/// The TLS settings of a database server.
///
/// OVN's databases declare the table alike (ovn-nb(5), SSL).
public struct DatabaseSSL: Row {
  /// The file of the private key.
  public var privateKey = ""
  /// The file of the certificate.
  public var certificate = ""
  /// The file of the certificate that peers' certificates must be signed with.
  public var caCert = ""
  /// Whether `caCert` is taken from the first peer when the file does not exist.
  public var bootstrapCACert = false
  /// The protocol versions allowed, separated by commas; empty for the server's default.
  public var sslProtocols = ""
  /// The cipher list, in OpenSSL's notation, up to TLS 1.2; empty for the server's default.
  public var sslCiphers = ""
  /// The cipher suites, in OpenSSL's notation, from TLS 1.3; empty for the server's default.
  public var sslCiphersuites = ""
  /// Left to the operator.
  public var externalIDs: [String: String] = [:]

  public init() {}

  public static let table = Table<DatabaseSSL>(
    "SSL",
    columns: [
      Column("private_key", \.privateKey),
      Column("certificate", \.certificate),
      Column("ca_cert", \.caCert),
      Column("bootstrap_ca_cert", \.bootstrapCACert),
      Column("ssl_protocols", \.sslProtocols),
      Column("ssl_ciphers", \.sslCiphers),
      Column("ssl_ciphersuites", \.sslCiphersuites),
      Column("external_ids", \.externalIDs),
    ],
    isRoot: false, maxRows: 1)
}
