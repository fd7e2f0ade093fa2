internal import COpenSSL
internal import Glibc

/// Takes the root of the chain that the peer of `session` showed for our CA certificate, and writes
/// it to a new file at `path`; returns what to tell of it.
///
/// The connection was not verified and is not to be used in either case. If another process has
/// written the file meanwhile, that one counts.
func learnCertificateAuthority(of session: OpaquePointer, path: String) -> TLSError {
  guard let root = isthmus_ssl_peer_root(session) else {
    return .peerCertificate(subject: "no certificate", reason: "cannot bootstrap CA certificate")
  }
  guard X509_check_issued(root, root) == X509_V_OK else {
    return .peerCertificate(
      subject: "last of its chain",
      reason: "not self-signed, so it cannot serve to bootstrap the CA certificate")
  }
  guard let text = pemText(of: root) else {
    return .file(.caCertificate, path: path, reason: OpenSSLErrors.takeReason(or: "out of memory"))
  }
  guard let failure = create(path, with: text) else { return .bootstrapped(caFile: path) }
  guard failure != EEXIST else { return .bootstrapped(caFile: path) }
  return .file(.caCertificate, path: path, reason: String(cString: strerror(failure)))
}

private func pemText(of certificate: OpaquePointer) -> [UInt8]? {
  guard let memory = BIO_new(BIO_s_mem()) else { return nil }
  defer { BIO_free(memory) }
  guard PEM_write_bio_X509(memory, certificate) == 1 else { return nil }
  return [UInt8](unsafeUninitializedCapacity: BIO_ctrl_pending(memory)) { buffer, count in
    _ = BIO_read_ex(memory, buffer.baseAddress, buffer.count, &count)
  }
}

/// Writes a file that must not exist yet; returns the `errno` of a failure, after which it does not
/// exist either unless that is `EEXIST`.
private func create(_ path: String, with text: [UInt8]) -> Int32? {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o444)
  guard descriptor >= 0 else { return errno }
  let count = write(descriptor, text, text.count)
  let failure = count == text.count ? nil : (count < 0 ? errno : ENOSPC)
  guard close(descriptor) == 0, failure == nil else {
    unlink(path)
    return failure ?? EIO
  }
  return nil
}
