internal import COpenSSL
internal import Glibc

/// Makes TLS sessions from one configuration, whose files are read again when they have changed.
public final class TLSContext {
  public let configuration: TLSConfiguration

  private var loaded: LoadedContext?
  private var stamps: [FileStamp?] = []

  /// Reads nothing yet: files may still be missing.
  public init(_ configuration: TLSConfiguration) {
    self.configuration = configuration
  }

  /// Reads the files if any has changed in time, size or identity since they were last read well;
  /// returns whether it did. Every new session does the same. On an error the files are read again
  /// the next time.
  @discardableResult
  public func refreshIfChanged() throws(TLSError) -> Bool {
    // Noted before reading, so that a change meanwhile is not missed.
    let present = [
      configuration.privateKeyFile, configuration.certificateFile, configuration.caFile,
    ].map { $0.flatMap(FileStamp.init(path:)) }
    guard loaded == nil || present != stamps else { return false }
    loaded = nil
    loaded = try LoadedContext(configuration)
    stamps = present
    return true
  }

  /// A session of the side that connected.
  ///
  /// `serverName` is asked for (SNI) unless the configuration names another.
  public func client(serverName: String? = nil) throws(TLSError) -> TLSSession {
    let context = try refreshed()
    return try TLSSession(
      context, role: .client, serverName: configuration.serverName ?? serverName)
  }

  /// A session of the side that was connected to. A server cannot bootstrap its CA certificate: it
  /// throws while the file is missing.
  public func server() throws(TLSError) -> TLSSession {
    let context = try refreshed()
    if let path = context.bootstrapFile {
      throw .file(.caCertificate, path: path, reason: "No such file or directory")
    }
    return try TLSSession(context, role: .server, serverName: nil)
  }

  private func refreshed() throws(TLSError) -> LoadedContext {
    try refreshIfChanged()
    guard let loaded else { throw .handshake(reason: "out of memory") }
    return loaded
  }
}
