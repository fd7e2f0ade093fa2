internal import COpenSSL

/// One side of a TLS connection, from bytes to bytes: it knows no socket.
///
/// Whoever owns it hands ``receive(_:)`` what comes from the peer, and writes to the peer what
/// ``takeOutput()`` returns: after making the session, and after each call, one that throws included,
/// since the output may be the alert that tells the peer why.
///
/// It holds no more of what it received than one incomplete record and, while shaking hands, what
/// OpenSSL allows a chain of certificates (100 KiB).
public final class TLSSession {
  /// How far a session has come.
  public enum State: Hashable, Sendable {
    /// The handshake is under way; what is sent waits.
    case handshaking
    /// The peer is known, as far as the configuration asks for.
    case established
    /// The peer has said that it will send nothing more.
    case closedByPeer
    /// The session is of no more use.
    case failed(TLSError)
  }

  public private(set) var state = State.handshaking

  private let context: LoadedContext
  private let session: OpaquePointer
  private let incoming: OpaquePointer
  private let outgoing: OpaquePointer
  private let role: Role

  /// Whose certificate of the peer's chain was not accepted.
  private var refusedSubject: String?

  /// What was sent before the handshake was done.
  private var waiting: [UInt8] = []

  enum Role { case client, server }

  init(_ context: LoadedContext, role: Role, serverName: String?) throws(TLSError) {
    guard let session = SSL_new(context.pointer) else {
      throw .handshake(reason: OpenSSLErrors.takeReason(or: "out of memory"))
    }
    guard let incoming = BIO_new(BIO_s_mem()), let outgoing = BIO_new(BIO_s_mem()) else {
      SSL_free(session)
      throw .handshake(reason: "out of memory")
    }
    SSL_set_bio(session, incoming, outgoing)
    self.context = context
    self.session = session
    self.incoming = incoming
    self.outgoing = outgoing
    self.role = role
    SSL_set_ex_data(session, 0, Unmanaged.passUnretained(self).toOpaque())
    switch role {
    case .client:
      if let serverName { _ = isthmus_ssl_set_server_name(session, serverName) }
      SSL_set_connect_state(session)
    case .server:
      SSL_set_accept_state(session)
    }
    try shakeHands()
  }

  deinit { SSL_free(session) }

  /// Takes bytes that came from the peer; returns what they say, decrypted.
  ///
  /// Throws when the peer is not acceptable or does not keep to the protocol, and from then on
  /// always. ``TLSError/bootstrapped(caFile:)`` asks for a new connection.
  public func receive(_ bytes: borrowing Span<UInt8>) throws(TLSError) -> [UInt8] {
    if case .failed(let error) = state { throw error }
    // What comes after the peer's notice of its end is not for us to keep.
    guard state != .closedByPeer else { return [] }
    bytes.withUnsafeBufferPointer { bytes in
      var written = 0
      _ = BIO_write_ex(incoming, bytes.baseAddress, bytes.count, &written)
    }
    if state == .handshaking { try shakeHands() }
    guard state == .established else { return [] }
    return try decrypt()
  }

  /// Encrypts `plaintext` for the peer, or keeps it until the handshake is done; returns all that is
  /// to be written, as ``takeOutput()`` does. Throws when the session has failed.
  public func send(_ plaintext: [UInt8]) throws(TLSError) -> [UInt8] {
    switch state {
    case .failed(let error): throw error
    case .handshaking: waiting += plaintext
    case .established, .closedByPeer: try encrypt(plaintext)
    }
    return takeOutput()
  }

  /// How many bytes wait for the end of the handshake.
  public var pendingBytes: Int { waiting.count }

  /// What is to be written to the peer now.
  public func takeOutput() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: BIO_ctrl_pending(outgoing)) { buffer, count in
      // Fails only when there is nothing, which leaves the count at zero.
      _ = BIO_read_ex(outgoing, buffer.baseAddress, buffer.count, &count)
    }
  }

  /// Says that the transport has ended. Throws unless the peer had announced its end, for what it
  /// sent may then be incomplete.
  public func receiveEnd() throws(TLSError) {
    switch state {
    case .closedByPeer: return
    case .failed(let error): throw error
    case .handshaking: throw fail(.handshake(reason: "connection closed by peer"))
    case .established: throw fail(.connection(reason: "closed by peer without notice"))
    }
  }

  /// Announces our end to the peer; returns what is to be written before the transport is closed.
  public func close() -> [UInt8] {
    if state == .established || state == .closedByPeer {
      OpenSSLErrors.clear()
      SSL_shutdown(session)
      OpenSSLErrors.clear()
    }
    return takeOutput()
  }

  /// The protocol version in use, `TLSv1.3`; nil before the handshake is done.
  public var protocolVersion: String? {
    guard state == .established || state == .closedByPeer else { return nil }
    return SSL_get_version(session).map { String(cString: $0) }
  }

  /// The common name (CN) in the peer's certificate; nil if it showed none.
  public var peerCommonName: String? {
    guard let certificate = SSL_get1_peer_certificate(session) else { return nil }
    defer { X509_free(certificate) }
    var text = [CChar](repeating: 0, count: 256)
    let count = X509_NAME_get_text_by_NID(
      X509_get_subject_name(certificate), NID_commonName, &text, Int32(text.count))
    guard count > 0 else { return nil }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The name that the client asked for, for a server.
  public var requestedServerName: String? {
    SSL_get_servername(session, TLSEXT_NAMETYPE_host_name).map { String(cString: $0) }
  }
}

extension TLSSession {
  private func shakeHands() throws(TLSError) {
    OpenSSLErrors.clear()
    let status = SSL_do_handshake(session)
    guard status == 1 else {
      guard SSL_get_error(session, status) != SSL_ERROR_WANT_READ else { return }
      throw fail(handshakeError())
    }
    if role == .client, let path = context.bootstrapFile {
      throw fail(learnCertificateAuthority(of: session, path: path))
    }
    state = .established
    let plaintext = waiting
    waiting = []
    try encrypt(plaintext)
  }

  private func handshakeError() -> TLSError {
    let result = SSL_get_verify_result(session)
    guard result != X509_V_OK else {
      return .handshake(reason: OpenSSLErrors.takeReason(or: "connection closed by peer"))
    }
    OpenSSLErrors.clear()
    return .peerCertificate(
      subject: refusedSubject ?? "no certificate",
      reason: String(cString: X509_verify_cert_error_string(Int(result))))
  }

  /// Called while a chain is verified, inside a call of ours into OpenSSL, which keeps no refused
  /// certificate until that returns.
  static func noteRefusal(in store: OpaquePointer) {
    guard
      let session = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()),
      let owner = SSL_get_ex_data(OpaquePointer(session), 0),
      let certificate = X509_STORE_CTX_get_current_cert(store)
    else { return }
    var text = [CChar](repeating: 0, count: 256)
    X509_NAME_oneline(X509_get_subject_name(certificate), &text, Int32(text.count))
    let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    Unmanaged<TLSSession>.fromOpaque(owner).takeUnretainedValue()
      .refusedSubject = String(decoding: bytes, as: UTF8.self)
  }

  private func encrypt(_ plaintext: [UInt8]) throws(TLSError) {
    guard !plaintext.isEmpty else { return }
    OpenSSLErrors.clear()
    var written = 0
    // The memory behind takes everything, so that nothing is ever left over.
    let status = plaintext.withUnsafeBytes {
      SSL_write_ex(session, $0.baseAddress, $0.count, &written)
    }
    guard status == 1 else {
      throw fail(.connection(reason: OpenSSLErrors.takeReason(or: "cannot send")))
    }
  }

  private func decrypt() throws(TLSError) -> [UInt8] {
    OpenSSLErrors.clear()
    var status: Int32 = 1
    // Decrypted bytes are fewer than encrypted ones; a record may have been begun before.
    let capacity = BIO_ctrl_pending(incoming) + Int(SSL3_RT_MAX_PLAIN_LENGTH) + 1
    let plaintext = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      while status == 1 {
        var chunk = 0
        status = SSL_read_ex(
          session, buffer.baseAddress.map { $0 + count }, buffer.count - count, &chunk)
        count += chunk
      }
    }
    switch SSL_get_error(session, status) {
    case SSL_ERROR_WANT_READ: break
    case SSL_ERROR_ZERO_RETURN: state = .closedByPeer
    default: throw fail(connectionError())
    }
    return plaintext
  }

  private func connectionError() -> TLSError {
    .connection(reason: OpenSSLErrors.takeReason(or: "closed by peer without notice"))
  }

  private func fail(_ error: TLSError) -> TLSError {
    state = .failed(error)
    waiting = []
    return error
  }
}
