internal import EventLoop
internal import Session
internal import TLS

/// Takes connections from outside for a server of the lab.
@LoopActor
final class ServerListener {
  let server: LabServer
  private let tls: TLSContext?
  private let accept: (any ByteStream) -> Void
  private var listener: Listener?
  /// Connections of which TLS does not yet know whom they are from, and when that must be settled.
  private var handshakes: [Int: (stream: SecureStream, deadline: Timer)] = [:]
  private var lastHandshake = 0

  /// How many may be shaking hands at once, and how long that may take.
  private static let handshakesMaximum = 100
  private static let handshakeTime = Duration.seconds(15)

  /// - Throws: ``LabError`` if the place is taken or is not there.
  init(
    _ server: LabServer, at remote: Remote, _ tls: TLSContext?,
    accept: @escaping @LoopActor (any ByteStream) -> Void
  ) throws(LabError) {
    self.server = server
    self.tls = tls
    self.accept = accept
    do throws(LoopError) {
      listener = try Listener(at: remote.endpoint) { [weak self] stream in self?.arrived(stream) }
    } catch {
      throw LabError("\(server.name): \(remote): \(error.reason)")
    }
  }

  /// Where clients connect to.
  var remote: Remote {
    switch listener?.endpoint {
    case .unix(let path): .unix(path: path)
    case .tcp(let host, let port):
      tls == nil ? .tcp(host: host, port: port) : .ssl(host: host, port: port)
    case nil: .unix(path: "")
    }
  }

  func close() {
    listener?.close()
    handshakes = [:]
  }

  private func arrived(_ stream: Stream) {
    guard let tls else { return accept(stream) }
    guard handshakes.count < Self.handshakesMaximum, let session = try? tls.server() else {
      return stream.close()
    }
    lastHandshake += 1
    let key = lastHandshake
    let secure = SecureStream(over: stream, session) { [weak self] error in
      guard let self, let entry = handshakes.removeValue(forKey: key), error == nil else { return }
      accept(entry.stream)
    }
    let deadline = Timer(after: Self.handshakeTime) { [weak self] in
      self?.handshakes.removeValue(forKey: key)?.stream.close()
    }
    handshakes[key] = (secure, deadline)
  }
}
