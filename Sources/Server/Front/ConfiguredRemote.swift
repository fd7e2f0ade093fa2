internal import EventLoop
internal import Session
internal import TLS

/// A remote that the server listens at or connects to.
@LoopActor
final class ConfiguredRemote {
  let target: String
  private(set) var settings: RemoteSettings
  private let remote: Remote
  private unowned let server: DatabaseServer

  private var listener: Listener?
  /// Tries again to listen, where that could not be.
  private var listening: Timer?
  /// Connections of which TLS does not yet know whom they are from, and when that must be settled.
  private var lastHandshake = 0
  private var handshakes: [Int: (stream: SecureStream, deadline: Timer)] = [:]
  /// The way to a client that listens.
  private(set) var active: ActiveRemote?
  /// Why nobody can be listened to.
  private(set) var lastError: String?

  /// The most connections that may be shaking hands at once.
  static let handshakesMaximum = 1000
  /// How long that may take.
  static let handshakeTime = Duration.seconds(15)
  /// How long until an address is tried again that cannot be listened at.
  private static let listenInterval = Duration.seconds(1)

  init(
    _ target: String, _ settings: RemoteSettings, runDirectory: String, server: DatabaseServer
  ) throws(RemoteError) {
    self.target = target
    self.settings = settings
    self.server = server
    remote = try Remote(parsing: target, runDirectory: runDirectory)
    if remote.isPassive {
      listen()
    } else {
      active = ActiveRemote(
        remote, maximumBackoff: settings.maximumBackoff, server: server
      ) { [weak self] stream in
        guard let self else { return }
        server.accepted(
          stream, through: self, peerName: (stream as? SecureStream)?.peerCommonName)
      }
    }
  }

  /// The same, seen from the side that is connected to.
  var probedRemote: Remote {
    switch remote {
    case .unix, .passiveUnix: .passiveUnix(path: "")
    default: .passiveTCP(port: 0, address: nil)
    }
  }

  var isPassive: Bool { remote.isPassive }

  /// The TCP port that is listened at.
  var boundPort: UInt16? {
    guard case .tcp(_, let port)? = listener?.endpoint else { return nil }
    return port
  }

  func apply(_ settings: RemoteSettings) {
    self.settings = settings
    active?.setMaximumBackoff(settings.maximumBackoff)
  }

  /// Closes the connection that has been shaking hands for longest; returns false if there is none.
  @discardableResult
  func dropOldestHandshake() -> Bool {
    guard let key = handshakes.keys.min() else { return false }
    handshakes.removeValue(forKey: key)?.stream.close()
    return true
  }

  /// Connections that are not yet sessions.
  var handshakeCount: Int { handshakes.count }

  func close() {
    listener?.close()
    listener = nil
    listening = nil
    handshakes = [:]
    active = nil
  }

  /// A session over this remote has ended.
  func sessionEnded(_ reason: String) { active?.disconnected(reason) }

  private func listen() {
    do throws(LoopError) {
      listener = try Listener(at: remote.endpoint) { [weak self] stream in self?.accept(stream) }
      listening = nil
      if lastError.take() != nil { server.log(.info, "\(target): listening at last") }
    } catch {
      // Another process may be about to leave the address, or the address about to be given to us.
      if lastError != error.reason {
        server.log(.error, "\(target): listen failed: \(error.reason)")
      }
      lastError = error.reason
      listening = Timer(after: Self.listenInterval) { [weak self] in self?.listen() }
    }
  }

  private func accept(_ stream: Stream) {
    guard server.makeRoom(target) else { return stream.close() }
    guard remote.isSecure else {
      return server.accepted(stream, through: self, peerName: nil)
    }
    guard let context = server.tls else {
      server.log(.error, "\(target): no private key and certificates are configured for SSL")
      return stream.close()
    }
    do throws(TLSError) {
      try secure(stream, context.server())
    } catch {
      server.log(.error, "\(target): \(error)")
      stream.close()
    }
  }

  private func secure(_ stream: Stream, _ session: TLSSession) throws(TLSError) {
    // Who dawdles makes way for who comes after.
    if handshakes.count >= Self.handshakesMaximum { dropOldestHandshake() }
    lastHandshake += 1
    let key = lastHandshake
    let secure = SecureStream(over: stream, session) { [weak self] error in
      guard let self, let entry = handshakes.removeValue(forKey: key) else { return }
      if let error {
        return server.log(.warning, "\(target): SSL handshake failed: \(error)")
      }
      server.accepted(entry.stream, through: self, peerName: session.peerCommonName)
    }
    let deadline = Timer(after: Self.handshakeTime) { [weak self] in
      self?.handshakes.removeValue(forKey: key)?.stream.close()
    }
    handshakes[key] = (secure, deadline)
  }
}
