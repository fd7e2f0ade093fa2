internal import EventLoop
internal import JSON
internal import Session

/// Keeps databases like those of an active server, over one connection.
@LoopActor
final class Replication {
  private unowned let server: DatabaseServer
  private var machine: ReplicationStateMachine
  private var upstream: UpstreamConnection?

  /// Begins to connect to the active server.
  init(
    from remote: Remote, probeInterval: Duration, machine: ReplicationStateMachine,
    server: DatabaseServer
  ) {
    self.machine = machine
    self.server = server
    upstream = UpstreamConnection(to: [remote], probeInterval: probeInterval, server: server) {
      [weak self] event in
      self?.handle(event)
    }
  }

  /// The databases that follow the active server's, in order; nil as long as they do not.
  var replicated: [String]? { machine.replicated }

  func setProbeInterval(_ interval: Duration) { upstream?.setProbeInterval(interval) }

  func close() {
    upstream?.close()
    upstream = nil
  }

  private func handle(_ event: UpstreamConnection.Event) {
    switch event {
    case .connected: perform(machine.connected())
    case .message(let message): perform(machine.receive(message))
    case .lost: machine.disconnected()
    }
  }

  private func perform(_ actions: [ReplicationStateMachine.Action]) {
    for action in actions {
      do throws(ReplicationError) {
        switch action {
        case .send(let message): upstream?.send(message)
        case .log(let text): log(.warning, text)
        case .adopt(let name, let contents): try server.adopt(contents, as: name)
        case .apply(let name, let updates): try server.apply(updates, to: name)
        }
      } catch {
        log(.error, "\(error)")
        machine.fail()
        break
      }
    }
    guard machine.hasFailed else { return }
    // Later: this is a callback of the connection that is to go.
    LoopActor.spawn { [weak self] in
      guard let self else { return }
      server.replicationFailed(self)
    }
  }

  private func log(_ level: DatabaseServer.LogLevel, _ text: String) {
    server.log(level, "replication from \(upstream?.remote ?? ""): \(text)")
  }
}
