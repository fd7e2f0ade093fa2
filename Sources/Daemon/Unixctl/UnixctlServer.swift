internal import EventLoop

/// Takes commands on a Unix domain socket, from any number of clients at once.
@LoopActor
final class UnixctlServer {
  private let registry: UnixctlRegistry
  private var listener: Listener?
  private var connections: [ObjectIdentifier: UnixctlConnection] = [:]

  /// Listens at `path`, in the place of a socket left behind there.  Throws when that cannot be.
  init(path: String, registry: UnixctlRegistry) throws(LoopError) {
    self.registry = registry
    listener = try Listener(at: .unix(path: path)) { [weak self] stream in self?.accept(stream) }
  }

  private func accept(_ stream: any ByteStream) {
    let connection = UnixctlConnection(stream, registry: registry)
    let key = ObjectIdentifier(connection)
    connections[key] = connection
    connection.start { [weak self] in self?.connections[key] = nil }
  }

  /// Stops listening and removes the socket, then waits until replies are sent, though no longer
  /// than `limit`.
  func finish(within limit: Duration) async {
    close()
    let deadline = LoopClock.now + limit
    while connections.values.contains(where: \.isSending), LoopClock.now < deadline {
      await LoopActor.sleep(for: .milliseconds(1))
    }
  }

  /// Stops listening and removes the socket.
  func close() {
    listener?.close()
    listener = nil
  }
}
