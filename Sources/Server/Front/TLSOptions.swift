internal import TLS

/// What TLS is made with: files, or places in databases that name them (`db:…`).
public struct TLSOptions: Hashable, Sendable {
  public var privateKey: String?
  public var certificate: String?
  public var caCertificate: String?
  public var bootstrapsCA = false
  public var protocols: String?
  public var ciphers: String?
  public var ciphersuites: String?

  public init() {}

  /// The members that may be places in databases.
  var texts: [String?] {
    [privateKey, certificate, caCertificate, protocols, ciphers, ciphersuites]
  }

  /// The configuration, with `resolve` giving what a place holds; nil if no file is named.
  func configuration(_ resolve: (String) -> String?) -> TLSConfiguration? {
    let key = privateKey.flatMap(resolve)
    let certificate = certificate.flatMap(resolve)
    let authority = caCertificate.flatMap(resolve)
    guard key != nil || certificate != nil || authority != nil else { return nil }
    return TLSConfiguration(
      privateKeyFile: key, certificateFile: certificate, caFile: authority,
      bootstrapCA: bootstrapsCA, protocols: protocols.flatMap(resolve),
      ciphers: ciphers.flatMap(resolve), ciphersuites: ciphersuites.flatMap(resolve))
  }
}
