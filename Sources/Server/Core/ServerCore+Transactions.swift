internal import Database
internal import JSON
internal import OVSDB
internal import Session

extension ServerCore {
  func transact(
    _ parameters: JSONElement, id: JSON, _ session: SessionID, _ time: ServerTime
  ) throws(RequestError) {
    let hosted = try hosted(parameters, "transact")
    let isWaiting = hosted.waiting.contains { $0.session == session && $0.id == id }
    guard !isWaiting, !isForwarded(id, session, hosted.schema.name) else {
      throw .syntax("transact: duplicate request ID", parameters)
    }
    guard relays[hosted.schema.name]?.mayForward(session, parameters) ?? true else {
      throw .exhausted("transactions wait")
    }
    let transaction = WaitingTransaction(
      session: session, id: id, operations: parameters, started: time.now)
    if let waiting = run(transaction, in: hosted, time) {
      guard hosted.mayWait(session, parameters) else {
        throw .exhausted("transactions wait")
      }
      hosted.waiting.append(waiting)
      sessions[session]?.databases.insert(hosted.schema.name)
    }
  }

  /// Tries a transaction: either it ends, and the session is told, or it is returned to wait.
  private func run(
    _ transaction: WaitingTransaction, in hosted: HostedDatabase, _ time: ServerTime
  ) -> WaitingTransaction? {
    guard let session = sessions[transaction.session] else { return nil }
    let context = TransactionContext(
      now: time.now, elapsed: time.now - transaction.started, date: time.date,
      ownsLock: { [locks] in locks.isOwned($0, by: transaction.session) },
      isReadOnly: session.rights.isReadOnly, access: session.rights.access)
    guard let run = execute(transaction, in: hosted, context) else {
      forward(transaction, hosted.schema.name)
      return nil
    }
    switch run {
    case .waits(let deadline):
      var transaction = transaction
      transaction.deadline = deadline
      return transaction
    case .completed(let reply, let commit):
      if let commit {
        committed(commit, in: hosted, size: transaction.operations.documentSize)
      }
      flushMonitors(of: transaction.session)
      respond(to: transaction.id, with: reply, transaction.session)
      if commit != nil { retryWaiting(hosted.schema.name, time) }
      return nil
    }
  }

  /// What becomes of a transaction; nil if another server is to execute it: what is written to a copy is
  /// written by the server that it is a copy of.
  private func execute(
    _ transaction: WaitingTransaction, in hosted: HostedDatabase, _ context: TransactionContext
  ) -> TransactionRun? {
    let operations = transaction.operations
    guard relays[hosted.schema.name] != nil, operations.isWriting else {
      return hosted.database.transact(parameters: operations, context)
    }
    return hosted.database.attempt(parameters: operations, context)
  }

  /// Records a commit and tells those who watch; `size` is the memory of the request that it comes of.
  func committed(_ commit: Commit, in hosted: HostedDatabase, size: Int = 0) {
    if hosted.schema.name != ServerDatabase.name {
      actions.append(.record(database: hosted.schema.name, commit))
    }
    hosted.history.append(
      uuids.next(), commit.changes, rowCount: hosted.database.rowCount, size: size)
    flushMonitors(of: hosted)
  }

  /// Tries the waiting transactions of a database until none can go on.
  func retryWaiting(_ name: String, _ time: ServerTime) {
    guard let hosted = databases[name], !hosted.isRetrying else { return }
    hosted.isRetrying = true
    defer { hosted.isRetrying = false }
    var sequence: Int
    repeat {
      sequence = hosted.history.end
      let candidates = hosted.waiting
      hosted.waiting = []
      for transaction in candidates {
        if let waiting = run(transaction, in: hosted, time) { hosted.waiting.append(waiting) }
      }
    } while hosted.history.end != sequence && !hosted.waiting.isEmpty
  }

  /// Drops a transaction that waits (RFC 7047 4.1.4). One that is done was answered before.
  func cancel(_ parameters: JSONElement, _ session: SessionID) {
    guard parameters.count == 1, let id = parameters[0]?.json else { return }
    cancelForwarded(id, session)
    for hosted in databases.values {
      guard
        let index = hosted.waiting.firstIndex(where: { $0.session == session && $0.id == id })
      else { continue }
      hosted.waiting.remove(at: index)
      send(.failure(id: id, error: "canceled"), to: session)
    }
  }
}

extension JSONElement {
  /// Whether one of a request's operations may change anything.
  fileprivate var isWriting: Bool {
    let reading: Set = ["select", "wait", "abort", "comment", "assert"]
    var isWriting = false
    forEachElement { operation in
      guard let name = operation["op"]?.string else { return }
      if !reading.contains(name) { isWriting = true }
    }
    return isWriting
  }
}
