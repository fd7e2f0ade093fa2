/// What a TLS connection is made with, by the names of Open vSwitch's options.
public struct TLSConfiguration: Hashable, Sendable {
  /// The PEM file of our private key (`--private-key`).
  public var privateKeyFile: String?

  /// The PEM file of our certificate, followed by those between it and the CA's (`--certificate`).
  public var certificateFile: String?

  /// The PEM file of the certificates that peers must descend from (`--ca-cert`); `none` means that
  /// any peer will do.
  public var caFile: String?

  /// Whether a client whose ``caFile`` does not exist takes the CA certificate from the first peer
  /// (`--bootstrap-ca-cert`).
  public var bootstrapCA: Bool

  /// The protocol versions allowed (`--ssl-protocols`): `TLSv1.2,TLSv1.3`, or `TLSv1.2+` for that and
  /// all later ones, which is the default.
  public var protocols: String?

  /// The ciphers allowed up to TLS 1.2, in OpenSSL's notation (`--ssl-ciphers`).
  public var ciphers: String?

  /// The ciphers allowed in TLS 1.3, in OpenSSL's notation (`--ssl-ciphersuites`).
  public var ciphersuites: String?

  /// The name of the server that a client asks for, SNI of RFC 6066 (`--ssl-server-name`).
  public var serverName: String?

  /// Whether the peer must show a certificate of the CA. There is no check of host names, as there
  /// is none in Open vSwitch.
  public var verifyPeer: Bool

  public init(
    privateKeyFile: String? = nil, certificateFile: String? = nil, caFile: String? = nil,
    bootstrapCA: Bool = false, protocols: String? = nil, ciphers: String? = nil,
    ciphersuites: String? = nil, serverName: String? = nil, verifyPeer: Bool = true
  ) {
    self.privateKeyFile = privateKeyFile
    self.certificateFile = certificateFile
    self.caFile = caFile
    self.bootstrapCA = bootstrapCA
    self.protocols = protocols
    self.ciphers = ciphers
    self.ciphersuites = ciphersuites
    self.serverName = serverName
    self.verifyPeer = verifyPeer
  }

  var verifiesPeer: Bool { verifyPeer && caFile != "none" }
}
