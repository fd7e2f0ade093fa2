public import TLS

extension TLSSettings {
  /// The same, as connections take it; nothing where no file is named.
  public var configuration: TLSConfiguration? {
    if privateKeyFile == nil, certificateFile == nil, authorityFile == nil { return nil }
    return TLSConfiguration(
      privateKeyFile: privateKeyFile, certificateFile: certificateFile, caFile: authorityFile,
      bootstrapCA: bootstrapsAuthority, protocols: protocols, ciphers: ciphers,
      ciphersuites: ciphersuites, serverName: serverName)
  }
}
