/// Why a TLS connection cannot be made or go on; described in one line.
public enum TLSError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A file that every connection needs has not been configured.
  case notConfigured(TLSFile)

  /// A file cannot be read, or does not hold what it should.
  case file(TLSFile, path: String, reason: String)

  /// The private key is not that of the certificate.
  case keyMismatch(privateKeyFile: String, certificateFile: String)

  /// An option has a value that OpenSSL cannot use.
  case setting(option: String, value: String, reason: String)

  /// The peer's certificate is not acceptable: of whom, and why.
  case peerCertificate(subject: String, reason: String)

  /// The two sides could not agree, or the peer does not speak TLS.
  case handshake(reason: String)

  /// An established connection broke.
  case connection(reason: String)

  /// The CA certificate was taken from the peer and written to `caFile`; the connection, which was
  /// not verified, must be dropped and made again.
  case bootstrapped(caFile: String)

  public var description: String {
    switch self {
    case .notConfigured(let file):
      "\(file) must be configured to use SSL"
    case .file(let file, let path, let reason):
      "\(file) \(path): \(reason)"
    case .keyMismatch(let key, let certificate):
      "private key \(key) does not match certificate \(certificate)"
    case .setting(let option, let value, let reason):
      "\(option) \"\(value)\": \(reason)"
    case .peerCertificate(let subject, let reason):
      "certificate of peer (\(subject)) not accepted: \(reason)"
    case .handshake(let reason):
      "TLS handshake failed: \(reason)"
    case .connection(let reason):
      "TLS connection failed: \(reason)"
    case .bootstrapped(let caFile):
      "CA certificate learned from peer and written to \(caFile); connecting again"
    }
  }
}

/// The files of a TLS configuration.
public enum TLSFile: String, Hashable, Sendable, CustomStringConvertible {
  case privateKey = "private key"
  case certificate = "certificate"
  case caCertificate = "CA certificate"

  public var description: String { rawValue }
}
