internal import EventLoop

// Clients that do not read what is sent to them.
extension DatabaseServer {
  /// Has it looked at in a turn whether what was sent to a connection is read.
  func hasOutput(_ connection: ServerConnection) {
    noteOutput(of: connection)
    scheduleTurn()
  }

  func noteOutput(of connection: ServerConnection) {
    guard !connection.hasNewOutput else { return }
    connection.hasNewOutput = true
    pending.append(connection)
  }

  /// Finds who does not read what was sent, or does so again.
  func updateCongestion() {
    let connections = pending
    pending = []
    for connection in connections where connection.isOpen {
      connection.hasNewOutput = false
      if connection.updateCongestion() {
        core.setCongested(connection.isCongested, connection.session)
        if !connection.isCongested, !connection.inbox.isEmpty { received(from: connection) }
      }
      if connection.isCongested { noteOutput(of: connection) }
    }
    // Streams do not tell when they are drained.
    guard pending.contains(where: \.isCongested) else {
      drainTimer = nil
      return
    }
    let timer = drainTimer ?? Timer { [weak self] in self?.scheduleTurn() }
    drainTimer = timer
    if !timer.isStarted { timer.start(after: .milliseconds(10)) }
  }
}
