import EventLoop

/// Stands between a client and a server on Unix sockets, and can keep back what the server says or
/// cut the connections.
@LoopActor
final class Proxy {
  private var listener: Listener?
  private var pairs: [(client: Stream, server: Stream)] = []
  private var attempts: [ConnectionAttempt] = []
  /// Whether what the server says is dropped.
  var isMute = false

  init(at path: String, to server: String) throws {
    listener = try Listener(at: .unix(path: path)) { [weak self] client in
      guard let self else { return }
      attempts.append(
        ConnectionAttempt(to: .unix(path: server)) { [weak self] result in
          guard case .success(let server) = result else { return client.close() }
          self?.relay(client, server)
        })
    }
  }

  /// Closes every connection; new ones are relayed, and not muted.
  func cut() {
    for pair in pairs {
      pair.client.close()
      pair.server.close()
    }
    pairs = []
    isMute = false
  }

  private func relay(_ client: Stream, _ server: Stream) {
    pairs.append((client, server))
    try? client.read { [weak server] bytes in
      server?.send(Self.copy(bytes))
    } finish: { [weak server] _ in
      server?.close()
    }
    try? server.read { [weak self, weak client] bytes in
      if self?.isMute == false { client?.send(Self.copy(bytes)) }
    } finish: { [weak client] _ in
      client?.close()
    }
  }

  private static func copy(_ bytes: borrowing Span<UInt8>) -> [UInt8] {
    bytes.withUnsafeBufferPointer { Array($0) }
  }
}

/// Says the same to everybody, whatever they ask, and closes the connection then if told to.
@LoopActor
final class GarbageServer {
  private var listener: Listener?
  private var streams: [Stream] = []
  /// When somebody connected.
  private(set) var connections: [Duration] = []

  init(at path: String, saying text: String, closing: Bool) throws {
    listener = try Listener(at: .unix(path: path)) { [weak self] stream in
      self?.connections.append(LoopClock.now)
      self?.streams.append(stream)
      try? stream.read { [weak stream] _ in
        stream?.send(Array(text.utf8))
        if closing { stream?.close() }
      } finish: { _ in
      }
    }
  }
}
