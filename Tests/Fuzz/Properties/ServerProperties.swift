import Database
import JSON
import OVSDB
import Server
import Session

/// What a server's core must do with any messages of several sessions: never trap, answer each request
/// once or have it wait, record what makes the same database again, tell a monitor all there is, and
/// keep nothing of sessions that are gone. Checked by the fuzzer, and by tests on the corpus.
///
/// The bytes are JSON-RPC messages one after the other, each with members of ours: "session", 0 to 2,
/// "after", by how many milliseconds it comes later than the one before, and "congested", whether its
/// session reads nothing from now on. Returns what was violated, or `nil`.
public func violatedServerProperty(of bytes: [UInt8]) -> String? {
  guard let schema = fuzzedSchema else { return nil }
  let run = ServerRun(schema)
  var parser = JSONParser(limits: JSONLimits(bytes: 1 << 20, depth: 100))
  parser.append(bytes.span)
  while let document = try? parser.next() {
    run.take(document.root)
    if let violation = run.violation { return violation }
  }
  run.finish()
  return run.violation
}

/// A core, a few sessions, and what must be true of them.
private final class ServerRun {
  private(set) var violation: String?
  private let core = ServerCore()
  private let name: String
  /// Sees all that happens in the database, and keeps its own copy of the rows.
  private let witness: SessionID
  private var seen: [String: [String: JSON]] = [:]
  private var sessions: [SessionID] = []
  /// How many requests of an ID are not yet answered.
  private var unanswered: [SessionID: [JSON: Int]] = [:]
  /// What the journal holds.
  private var journal: Database
  private var now = Duration.zero

  init(_ schema: DatabaseSchema) {
    name = schema.name
    journal = Database(schema: schema)
    _ = core.add(Database(schema: schema), ServerTime(now: .zero, date: 0))
    witness = core.open()
    sessions = (0..<3).map { _ in core.open() }
    ask(witness, "set_db_change_aware", [true])
    watch()
  }

  private var time: ServerTime { ServerTime(now: now, date: 0) }

  func take(_ wire: JSONElement) {
    now += .milliseconds(min(max(wire["after"]?.integer ?? 0, 0), 1 << 30))
    core.advance(time)
    perform()
    let session = sessions[Int(UInt64(truncatingIfNeeded: wire["session"]?.integer ?? 0) % 3)]
    if let isCongested = wire["congested"]?.boolean { core.setCongested(isCongested, session) }
    if let message = try? RPCMessage(wire) {
      if case .request(let id, _, _) = message {
        unanswered[session, default: [:]][id, default: 0] += 1
      }
      core.receive(message, from: session, time)
    }
    perform()
    check()
  }

  func finish() {
    for session in sessions {
      core.close(session)
      unanswered[session] = nil
    }
    perform()
    check()
    expect(core.monitorCount == 1, "a monitor outlives its session")
    expect(core.lockCount == 0, "a lock outlives its session")
    expect(core.waitingCount == 0, "a transaction outlives its session")
  }

  private func ask(_ session: SessionID, _ method: String, _ parameters: JSON) {
    unanswered[session, default: [:]][0, default: 0] += 1
    core.receive(
      .request(id: 0, method: method, parameters: JSONElement(parameters)), from: session, time)
    perform()
  }

  /// Has the witness monitor all columns of all tables.
  private func watch() {
    seen = [:]
    let tables = journal.schema.tables.mapValues { table -> JSON in
      ["columns": .array(table.columns.keys.map { .string($0) })]
    }
    ask(witness, "monitor", [.string(name), "witness", .object(tables)])
  }
}

// What the core wants done.
extension ServerRun {
  private func perform() {
    var isCanceled = false
    for action in core.takeActions() {
      switch action {
      case .record(_, let commit):
        guard let record = commit.record else { continue }
        guard let document = try? JSONDocument(parsing: record),
          (try? journal.restore(document.root)) != nil
        else {
          return expect(false, "\(String(decoding: record, as: UTF8.self)) does not read back")
        }
      case .replace(_, let schema, let contents):
        journal = Database(schema: schema)
        expect(
          (try? journal.restore(JSONElement(contents))) != nil, "\(contents) does not read back")
      case .send(let session, let message):
        isCanceled = deliver(JSONElement(message.json), to: session) || isCanceled
      case .sendSchema(let session, let id, _): answered(id, session)
      case .sendText(let session, let text):
        guard let document = try? JSONDocument(parsing: text) else {
          return expect(false, "what is sent is no JSON")
        }
        isCanceled = deliver(document.root, to: session) || isCanceled
      case .disconnect(let session, _):
        unanswered[session] = nil
        if let index = sessions.firstIndex(of: session) { sessions[index] = core.open() }
        expect(session != witness, "who is told of changes is disconnected for one")
      }
    }
    if isCanceled { watch() }
  }

  /// Returns whether the witness must monitor anew.
  private func deliver(_ wire: JSONElement, to session: SessionID) -> Bool {
    guard let message = try? RPCMessage(wire) else {
      expect(false, "\(wire) is no message")
      return false
    }
    switch message {
    case .response(let id, let result):
      answered(id, session)
      if session == witness { see(result) }
    case .failure(let id, _): answered(id, session)
    case .notification("update", let parameters) where session == witness:
      if let updates = parameters[1] { see(updates) }
    case .notification("monitor_canceled", _): return session == witness
    case .notification: break
    case .request: expect(false, "the core asks something")
    }
    return false
  }

  private func answered(_ id: JSON, _ session: SessionID) {
    let count = unanswered[session]?[id] ?? 0
    expect(count > 0, "\(id) was not asked")
    unanswered[session]?[id] = count > 1 ? count - 1 : nil
  }

  private func see(_ updates: JSONElement) {
    updates.forEachMember { table, rows in
      rows.forEachMember { uuid, row in seen[table, default: [:]][uuid] = row["new"]?.json }
    }
  }
}

// What must be true.
extension ServerRun {
  private func expect(_ isTrue: Bool, _ text: @autoclosure () -> String) {
    if !isTrue, violation == nil { violation = text() }
  }

  private func check() {
    let count = unanswered.values.reduce(0) { $0 + $1.values.reduce(0, +) }
    expect(count == core.waitingCount, "a request neither waits nor was answered")
    guard let database = core.database(named: name) else { return }
    expect(
      journal.snapshotRecord(date: 0) == database.snapshotRecord(date: 0),
      "the journal holds something else")
    for (table, contents) in database.tables {
      let positions = contents.layout.columns.indices.dropFirst(2)
      var rows: [String: JSON] = [:]
      for (uuid, row) in contents.rows {
        rows[uuid.description] = row.json(positions, contents.layout)
      }
      expect(seen[table] ?? [:] == rows, "a monitor was told something else of \(table)")
    }
  }
}
