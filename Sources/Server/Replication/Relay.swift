internal import Database
internal import EventLoop
internal import JSON
internal import OVSDB
internal import Session

/// Keeps a database a copy of another server's, and has that one execute what is written to it.
@LoopActor
final class Relay {
  /// `relay:DB:REMOTE`, as it was given.
  let text: String
  private let name: String
  private unowned let server: DatabaseServer
  private var machine: RelayStateMachine
  private var upstream: UpstreamConnection?
  /// Says that the source is not there, unless it comes back before.
  private var absence: Timer?

  /// How long the source may be away before clients are told.
  private static let absenceMaximum = Duration.seconds(30)
  private static let probeInterval = Duration.seconds(60)

  /// Begins to connect to the source.
  init(_ text: String, of name: String, from remotes: [Remote], server: DatabaseServer) {
    self.text = text
    self.name = name
    self.server = server
    machine = RelayStateMachine(database: name)
    upstream = UpstreamConnection(
      to: remotes, probeInterval: Self.probeInterval, server: server
    ) { [weak self] event in self?.handle(event) }
  }

  func close() {
    upstream?.close()
    upstream = nil
    absence = nil
  }

  func forward(_ transaction: ForwardedTransaction) { perform(machine.forward(transaction)) }

  private func handle(_ event: UpstreamConnection.Event) {
    switch event {
    case .connected: perform(machine.connected())
    case .message(let message): perform(machine.receive(message))
    case .lost: perform(machine.disconnected())
    }
    server.scheduleTurn()
  }

  private func perform(_ actions: [RelayStateMachine.Action]) {
    for action in actions {
      do throws(OperationError) {
        try perform(action)
      } catch {
        server.log(.error, "\(text): \(error)")
        machine.forget()
        upstream?.drop("out of step with the source")
        return
      }
    }
  }

  private func perform(_ action: RelayStateMachine.Action) throws(OperationError) {
    switch action {
    case .send(let message): upstream?.send(message)
    case .answer(let transaction, let answer): server.core.answered(transaction, with: answer)
    case .adopt(let schema, let contents, let transaction):
      let database = Database(schema: schema)
      try database.restore(JSONElement(contents.recordOfUpdates))
      server.core.adopt(database, transaction: transaction, server.time)
      server.relayAdopted()
    case .follow(let updates, let transaction):
      try server.core.follow(
        JSONElement(updates.recordOfUpdates), in: name, transaction: transaction, server.time)
      server.relayFollowed(name)
    case .setConnected(let isConnected): setConnected(isConnected)
    case .reconnect(let reason): upstream?.drop(reason)
    }
  }

  private func setConnected(_ isConnected: Bool) {
    absence = nil
    if isConnected {
      server.core.setRelay(name, isConnected: true, server.time)
    } else {
      absence = Timer(after: Self.absenceMaximum) { [weak self] in
        guard let self else { return }
        server.core.setRelay(name, isConnected: false, server.time)
        server.scheduleTurn()
      }
    }
  }
}

extension JSONElement {
  /// <table-updates2> of ovsdb-server(7) 4.1.14 as a record of a database file: both have differences of
  /// columns.
  fileprivate var recordOfUpdates: JSON {
    var record: [String: JSON] = ["_is_diff": true]
    forEachMember { table, rows in
      var members: [String: JSON] = [:]
      rows.forEachMember { uuid, row in
        let columns = row["initial"] ?? row["insert"] ?? row["modify"]
        members[uuid] = columns?.json ?? .null
      }
      record[table] = .object(members)
    }
    return .object(record)
  }
}
