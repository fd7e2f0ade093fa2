internal import COpenSSL
internal import Glibc

/// OpenSSL's context, with the files of a configuration as they were when it was made.
final class LoadedContext {
  let pointer: OpaquePointer

  /// Where the CA certificate of the first peer is to be written, if it is to be learned.
  let bootstrapFile: String?

  init(_ configuration: TLSConfiguration) throws(TLSError) {
    guard let context = SSL_CTX_new(TLS_method()) else {
      throw .handshake(reason: OpenSSLErrors.takeReason(or: "out of memory"))
    }
    // Owned from here on, so that a failure below frees it.
    pointer = context
    bootstrapFile = Self.bootstrapFile(configuration)
    prepare()
    try apply(configuration)
    try loadOwnCertificate(configuration)
    try loadCertificateAuthority(configuration)
  }

  deinit { SSL_CTX_free(pointer) }

  private static func bootstrapFile(_ configuration: TLSConfiguration) -> String? {
    guard configuration.bootstrapCA, configuration.verifiesPeer, let path = configuration.caFile,
      access(path, F_OK) != 0, errno == ENOENT
    else { return nil }
    return path
  }

  private func prepare() {
    // Sessions are not resumed: each connection verifies its peer.
    isthmus_ssl_ctx_disable_session_cache(pointer)
    SSL_CTX_set_num_tickets(pointer, 0)
    SSL_CTX_set_options(pointer, isthmus_SSL_OP_NO_RENEGOTIATION)
    // A daemon has nobody to ask for the password of an encrypted key.
    SSL_CTX_set_default_passwd_cb(pointer) { _, _, _, _ in 0 }
  }

  private func apply(_ configuration: TLSConfiguration) throws(TLSError) {
    let protocols = configuration.protocols
    try
      (protocols.map { text throws(TLSError) in try ProtocolVersions(parsing: text) } ?? .standard)
      .apply(to: pointer)
    try apply("ssl-ciphers", configuration.ciphers, by: SSL_CTX_set_cipher_list)
    try apply("ssl-ciphersuites", configuration.ciphersuites, by: SSL_CTX_set_ciphersuites)
  }

  private func apply(
    _ option: String, _ value: String?,
    by set: (OpaquePointer?, UnsafePointer<CChar>?) -> Int32
  ) throws(TLSError) {
    guard let value else { return }
    OpenSSLErrors.clear()
    guard set(pointer, value) == 1 else {
      throw .setting(
        option: option, value: value, reason: OpenSSLErrors.takeReason(or: "not usable"))
    }
  }

  private func loadOwnCertificate(_ configuration: TLSConfiguration) throws(TLSError) {
    guard let key = configuration.privateKeyFile else { throw .notConfigured(.privateKey) }
    guard let certificate = configuration.certificateFile else {
      throw .notConfigured(.certificate)
    }
    try load(.certificate, certificate) { SSL_CTX_use_certificate_chain_file(pointer, $0) }
    try load(.privateKey, key, mismatch: certificate) {
      SSL_CTX_use_PrivateKey_file(pointer, $0, SSL_FILETYPE_PEM)
    }
    guard SSL_CTX_check_private_key(pointer) == 1 else {
      OpenSSLErrors.clear()
      throw .keyMismatch(privateKeyFile: key, certificateFile: certificate)
    }
  }

  private func loadCertificateAuthority(_ configuration: TLSConfiguration) throws(TLSError) {
    guard configuration.verifiesPeer, bootstrapFile == nil else {
      return SSL_CTX_set_verify(pointer, SSL_VERIFY_NONE, nil)
    }
    guard let path = configuration.caFile else { throw .notConfigured(.caCertificate) }
    try load(.caCertificate, path) { SSL_CTX_load_verify_file(pointer, $0) }
    SSL_CTX_set_client_CA_list(pointer, SSL_load_client_CA_file(path))
    SSL_CTX_set_verify(pointer, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT) {
      isAccepted, store in
      if isAccepted != 1, let store { TLSSession.noteRefusal(in: store) }
      return isAccepted
    }
  }

  /// Has OpenSSL read a file, after seeing ourselves whether that is possible: OpenSSL tells the
  /// reasons of the operating system in several ways.
  private func load(
    _ file: TLSFile, _ path: String, mismatch certificate: String? = nil,
    by read: (String) -> Int32
  ) throws(TLSError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .file(file, path: path, reason: String(cString: strerror(errno)))
    }
    close(descriptor)
    OpenSSLErrors.clear()
    guard read(path) != 1 else { return }
    if let certificate, OpenSSLErrors.isKeyMismatch {
      OpenSSLErrors.clear()
      throw .keyMismatch(privateKeyFile: path, certificateFile: certificate)
    }
    let reason = OpenSSLErrors.takeReason(or: "not usable")
    throw .file(file, path: path, reason: "no usable PEM data (\(reason))")
  }
}

extension OpenSSLErrors {
  /// Whether the last failure was a private key that is not that of the certificate.
  fileprivate static var isKeyMismatch: Bool {
    let code = ERR_peek_last_error()
    return ERR_GET_LIB(code) == ERR_LIB_X509
      && [X509_R_KEY_VALUES_MISMATCH, X509_R_KEY_TYPE_MISMATCH].contains(ERR_GET_REASON(code))
  }
}
