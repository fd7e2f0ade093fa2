internal import COpenSSL

/// SHA-1 from OpenSSL.
public final class SHA1: JournalHash {
  private let context: OpaquePointer?

  public init() {
    context = EVP_MD_CTX_new()
    start(EVP_sha1())
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Begins anew; without a function, with the one it has: to look that up takes longer than to hash a
  /// small record.
  private func start(_ function: OpaquePointer? = nil) {
    let status = EVP_DigestInit_ex(context, function, nil)
    // Only a build of OpenSSL without SHA-1, or no memory, makes this fail.
    precondition(status == 1, "OpenSSL has no SHA-1")
  }

  public func update(_ bytes: borrowing Span<UInt8>) {
    bytes.withUnsafeBytes { _ = EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
  }

  public func finish() -> JournalDigest {
    var bytes = [UInt8](repeating: 0, count: JournalDigest.byteCount)
    let status = EVP_DigestFinal_ex(context, &bytes, nil)
    start()
    guard status == 1, let digest = JournalDigest(bytes.span) else {
      preconditionFailure("OpenSSL's SHA-1 ends with an error")
    }
    return digest
  }
}
