internal import EventLoop
internal import Session
internal import TLS

// TLS, and the tables that say how.
extension DatabaseServer {
  func setTLS(_ configuration: TLSConfiguration?) {
    guard configuration != tlsConfiguration else { return }
    tlsConfiguration = configuration
    tls = configuration.map { TLSContext($0) }
    opener = StreamOpener(tls: configuration)
  }

  func watch(_ tables: [String: Set<String>]) { watchedTables = tables }

  /// Whether remotes or TLS are named in a database.
  func isWatched(_ name: String) -> Bool { watchedTables[name] != nil }
}
