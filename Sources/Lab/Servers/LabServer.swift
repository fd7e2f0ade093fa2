public import Database
internal import JSON
internal import Journal
internal import OVSDB
internal import Server
public import Session

/// A database server of the lab, one for each database, as `ovn-ctl` starts them.
///
/// It runs the core of the embedded server. With files it keeps the database in a journal, from which
/// a killed server starts again with all that it acknowledged; without, in memory only.
public final class LabServer {
  /// What it is called, as `ic-sb` or `east-nb`.
  public let name: String
  /// Where it is reached: at its socket, and over the network.
  public let remotes: [Remote]
  /// The machine that it runs on.
  public let site: Site
  /// How long it takes until what was written is sure to survive.
  public var syncDelay = Duration.zero

  /// How many transactions it has committed that changed something.
  public private(set) var transactionCount = 0
  /// How many rows these have inserted, changed or deleted.
  public private(set) var writtenRowCount = 0
  /// What it has acknowledged, if somebody keeps account of it.
  var ledger: Ledger?

  /// The name of its database, as `OVN_Northbound`.
  public var databaseName: String { schema.name }

  /// What its database is to hold.
  let schema: DatabaseSchema
  private let network: Network
  private var agenda: Agenda { network.agenda }
  private let rank: Int
  private let uuids: UUIDSource
  private var files: LabFiles?
  /// Whether its database was made when it first started, rather than found.
  private(set) var isNew = false

  private var core: ServerCore?
  private var file: DatabaseFile?
  private var connections: [SessionID: NetworkConnection] = [:]
  private var isTurnPlanned = false
  private var isSyncing = false
  /// What was decided and is not yet sent, as its commits are not on disk.
  private var unsent: [ServerAction] = []
  private var plannedDeadline: Duration?
  /// The text sent last, parsed: monitors of many clients are sent the same.
  private var lastText: (text: [UInt8], message: RPCMessage<JSONElement>)?

  /// A server of an empty database, not yet started.
  ///
  /// - Parameter files: where the database is kept; nil for memory alone.
  init(
    _ name: String, _ schema: DatabaseSchema, at remotes: [Remote], on site: Site,
    of network: Network, uuids: UUIDSource, files: LabFiles? = nil
  ) {
    self.name = name
    self.schema = schema
    self.remotes = remotes
    self.site = site
    rank = network.rank(of: site)
    self.network = network
    self.uuids = uuids
    self.files = files
  }

  private var time: ServerTime {
    ServerTime(now: agenda.now, date: Self.wallTime(at: agenda.now).milliseconds)
  }

  /// The time since 1970: the lab's begins with the year 2026.
  static func wallTime(at now: Duration) -> Duration { .seconds(1_767_225_600) + now }
}

// Its life.
extension LabServer {
  /// Whether it runs.
  public var isRunning: Bool { core != nil }

  /// Its database as it is now; nil while it does not run.
  public var database: Database? { core?.database(named: schema.name) }

  /// Starts it, or starts it again: with what is in its file, if it has one.
  func start() throws(DatabaseFileError) {
    guard core == nil else { return }
    let core = ServerCore(uuids: uuids, values: network.memory.values)
    _ = core.add(try openDatabase(), time)
    _ = core.takeActions()
    self.core = core
    if let database { ledger?.restarted(with: database, at: agenda.now) }
    for remote in remotes {
      network.listen(at: remote, on: site) { [weak self] connection in self?.accept(connection) }
    }
  }

  private func openDatabase() throws(DatabaseFileError) -> Database {
    guard let files else {
      // Without a file all is gone, and none of it was promised.
      ledger?.forget()
      isNew = true
      return Database(
        network.memory.layout(of: schema), uuids: uuids, values: network.memory.values)
    }
    if !files.exist {
      try DatabaseFile.create(files.path, schema, in: files.layer)
      isNew = true
    }
    let (file, database) = try DatabaseFile.open(
      files.path, in: files.layer, uuids: uuids, values: network.memory.values,
      layout: network.memory.layout, now: agenda.now)
    self.file = file
    return database
  }

  /// Throws away the file of a server that does not run: it will start with an empty database.
  func removeDatabase() {
    guard core == nil, let files, files.layer is SimulatedFiles else { return }
    let layer = SimulatedFiles(seed: UInt64(agenda.performedCount))
    self.files = LabFiles(path: files.path, layer: layer)
    ledger?.forget()
  }

  /// Ends it at once, as `kill -9` does: what was not sure to be on disk may be lost.
  func kill() {
    guard core != nil else { return }
    for remote in remotes { network.stopListening(at: remote) }
    core = nil
    file = nil
    unsent = []
    isSyncing = false
    plannedDeadline = nil
    for connection in connections.sorted(by: { $0.value.number < $1.value.number }) {
      connection.value.close(.server)
    }
    connections = [:]
    files = files?.afterCrash(seed: UInt64(agenda.performedCount))
  }
}

// Its sessions.
extension LabServer {
  /// The result of a transaction that is run at once, in a session of its own.
  func reply(to operations: [OVSDB.Operation]) throws(LabError) -> JSONElement {
    guard let core else { throw LabError("\(name) does not run") }
    let session = core.open()
    let parameters = JSON.array([.string(schema.name)] + operations.map(\.json))
    core.receive(
      .request(id: 0, method: "transact", parameters: JSONElement(parameters)), from: session, time)
    core.close(session)
    let actions = core.takeActions()
    execute(actions)
    for action in actions {
      switch message(of: action, to: session) {
      case .response(_, let result): return result
      case .failure(_, let error): throw LabError("\(name): \(error)")
      case .request, .notification, nil: break
      }
    }
    throw LabError("\(name): a transaction that waits")
  }

  /// What the action sends to the session; `nil` if nothing.
  private func message(
    of action: ServerAction, to session: SessionID
  ) -> RPCMessage<JSONElement>? {
    switch action {
    case .send(session, let message): message.received
    case .sendText(session, let text): parsed(text)
    default: nil
    }
  }

  private func accept(_ connection: NetworkConnection) {
    guard let core else { return }
    let session = core.open()
    connections[session] = connection
    connection.receive(at: .server) { [weak self, weak core] event in
      // What a server that was killed has left behind.
      guard let self, let core, core === self.core else { return }
      switch event {
      case .opened, .text: break
      case .message(let message): core.receive(message, from: session, time)
      case .congestion(let isCongested): core.setCongested(isCongested, session)
      case .ended:
        connections[session] = nil
        core.close(session)
      }
      planTurn()
    }
  }

  private func planTurn() {
    if isTurnPlanned { return }
    isTurnPlanned = true
    agenda.plan(at: agenda.now, rank: rank) { [weak self] in
      self?.isTurnPlanned = false
      self?.turn()
    }
  }

  /// Executes what came together, writes what it changed, and only then answers.
  private func turn() {
    guard let core else { return }
    core.advance(time)
    execute(core.takeActions())
  }

  private func execute(_ actions: [ServerAction]) {
    var isWritten = false
    for case .record(_, let commit) in actions {
      transactionCount += 1
      writtenRowCount += commit.changes.count
      if let record = commit.record { ledger?.executed(record) }
      guard let record = commit.record, let file else { continue }
      file.journal.append(text: record)
      isWritten = true
    }
    unsent += actions
    planDeadline()
    if isWritten, syncDelay > .zero {
      sync(after: syncDelay)
    } else if !isSyncing {
      finishSync()
    }
  }

  private func sync(after delay: Duration) {
    guard !isSyncing else { return }
    isSyncing = true
    agenda.plan(at: agenda.now + delay, rank: rank) { [weak self, weak core] in
      guard let self, let core, core === self.core else { return }
      isSyncing = false
      finishSync()
    }
  }

  /// Everything decided so far is on disk from here on, and may be sent.
  private func finishSync() {
    // Simulated files fail only in a crash, and that ends the server.
    try? file?.journal.flush()
    ledger?.acknowledge()
    let actions = unsent
    unsent = []
    for action in actions { perform(action) }
    lastText = nil
  }

  private func perform(_ action: ServerAction) {
    switch action {
    case .record, .replace: break
    case .send(let session, let message):
      guard let connection = connections[session] else { return }
      if connection.isForeign {
        connection.send(.text(message.text), from: .server)
      } else {
        connection.send(message.received, from: .server)
      }
    case .sendText(let session, let text):
      guard let connection = connections[session] else { return }
      if connection.isForeign {
        connection.send(.text(text), from: .server)
      } else if let message = parsed(text) {
        connection.send(message, from: .server)
      }
    case .sendSchema(let session, let id, let layout):
      guard let connection = connections[session] else { return }
      if connection.isForeign {
        let text = ServerCore.response(to: id, with: layout.schemaText.utf8)
        connection.send(.text(text), from: .server)
      } else {
        let result = network.memory.wire(of: layout)
        connection.send(.response(id: id, result: result), from: .server)
      }
    case .disconnect(let session, _):
      connections.removeValue(forKey: session)?.close(.server)
    }
  }

  private func parsed(_ text: [UInt8]) -> RPCMessage<JSONElement>? {
    if let lastText, lastText.text == text { return lastText.message }
    guard let document = try? JSONDocument(parsing: text, sharing: network.memory.texts),
      let message = try? RPCMessage(document.root)
    else { return nil }
    lastText = (text, message)
    return message
  }

  private func planDeadline() {
    guard let deadline = core?.deadline, plannedDeadline.map({ deadline < $0 }) ?? true else {
      return
    }
    plannedDeadline = deadline
    agenda.plan(at: deadline, rank: rank, .provision) { [weak self] in
      guard let self, plannedDeadline == deadline else { return }
      plannedDeadline = nil
      planTurn()
    }
  }
}

extension RPCMessage<JSON> {
  /// The message as it is sent to where there are sockets.
  fileprivate var text: [UInt8] {
    var bytes: [UInt8] = []
    json.write(to: &bytes)
    return bytes
  }

  /// The message as its receiver sees it.
  var received: RPCMessage<JSONElement> {
    switch self {
    case .request(let id, let method, let parameters):
      .request(id: id, method: method, parameters: JSONElement(parameters))
    case .notification(let method, let parameters):
      .notification(method: method, parameters: JSONElement(parameters))
    case .response(let id, let result): .response(id: id, result: JSONElement(result))
    case .failure(let id, let error): .failure(id: id, error: JSONElement(error))
    }
  }
}

extension Duration {
  /// Whole milliseconds.
  var milliseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1_000 + attoseconds / 1_000_000_000_000_000
  }
}
