internal import Database
internal import EventLoop

// Turns: what came in during a turn of the loop is executed, written and answered together.
extension DatabaseServer {
  /// Sees to it that there is a turn after what is being handled now.
  func scheduleTurn() {
    let end = endOfTurn ?? EndOfTurn { [weak self] in self?.turn() }
    endOfTurn = end
    end.schedule()
  }

  /// Has a connection's messages executed in the next turn.
  func received(from connection: ServerConnection) {
    active.append(connection)
    scheduleTurn()
  }

  func turn() {
    let time = time
    core.advance(time)
    let active = active
    self.active = []
    for connection in active { execute(connection, time) }
    forwardTransactions()
    perform(core.takeActions())
    updateCongestion()
    // What became of all that.
    if core.hasActions { perform(core.takeActions()) }
    setTimer()
    compactWhereAdvised()
  }

  func setTimer() {
    guard let deadline = core.deadline else {
      timer = nil
      return
    }
    let timer = timer ?? Timer { [weak self] in self?.scheduleTurn() }
    self.timer = timer
    timer.start(after: max(deadline - LoopClock.now, .zero))
  }

  /// The most messages of one session that are executed in a turn.
  private static let messagesPerTurn = 128

  func execute(_ connection: ServerConnection, _ time: ServerTime) {
    guard !connection.isCongested, connection.isOpen else { return }
    var count = 0
    while count < min(connection.inbox.count, Self.messagesPerTurn) {
      core.receive(connection.inbox[count], from: connection.session, time)
      count += 1
      // A long answer: the rest waits until it is read.
      if core.lastActionSize > ServerConnection.congestionThreshold { break }
    }
    connection.removeFirst(count)
    if !connection.inbox.isEmpty { received(from: connection) }
  }

  /// Writes what is to be written, then sends.
  func perform(_ actions: [ServerAction]) {
    guard record(actions) else { return }
    for action in actions {
      switch action {
      case .record, .replace: break
      case .send(let session, let message):
        guard let connection = connections[session] else { continue }
        connection.send(message)
        noteOutput(of: connection)
      case .sendText(let session, let text):
        guard let connection = connections[session] else { continue }
        connection.send(text: text)
        noteOutput(of: connection)
      case .sendSchema(let session, let id, let layout):
        guard let connection = connections[session] else { continue }
        connection.send(text: ServerCore.response(to: id, with: layout.schemaText.utf8))
        noteOutput(of: connection)
      case .disconnect(let session, let reason):
        guard let connection = connections.removeValue(forKey: session) else { continue }
        log(.info, "\(connection.remote.target): disconnecting (\(reason))")
        connection.close()
        connection.remote.sessionEnded(reason)
      }
    }
  }
}
