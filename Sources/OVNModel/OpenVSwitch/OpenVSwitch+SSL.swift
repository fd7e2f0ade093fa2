public import OVSDB

extension OpenVSwitch {
  /// The TLS settings of the server and the switch (ovs-vswitchd.conf.db(5), SSL).
  public struct SSL: Row {
    /// The file of the private key.
    public var privateKey = ""
    /// The file of the certificate.
    public var certificate = ""
    /// The file of the certificate that peers' certificates must be signed with.
    public var caCert = ""
    /// Whether `caCert` is taken from the first peer when the file does not exist.
    public var bootstrapCACert = false
    /// Left to others.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<SSL>(
      "SSL",
      columns: [
        Column("private_key", \.privateKey),
        Column("certificate", \.certificate),
        Column("ca_cert", \.caCert),
        Column("bootstrap_ca_cert", \.bootstrapCACert),
        Column("external_ids", \.externalIDs),
      ],
      isRoot: false, maxRows: 1)
  }
}
