public import Database
public import JSON
public import OVSDB
public import Session

/// A transaction that another server is to execute: the one of which the database is a copy.
public struct ForwardedTransaction {
  public var session: SessionID
  public var id: JSON
  public var database: String
  /// The parameters of the request.
  public var parameters: JSONElement
}

/// What is known of a database that is a copy of another server's.
struct RelayState {
  /// Whether the other server is there, or was a moment ago.
  var isConnected = false
  /// The requests that it is asked to execute: by ID how much memory they take.
  var forwarded: [SessionID: [JSON: Int]] = [:]

  /// Whether it may be asked for one more by a session.
  func mayForward(_ session: SessionID, _ request: JSONElement) -> Bool {
    guard let others = forwarded[session]?.values, !others.isEmpty else { return true }
    return others.count < SessionLimits.waitingTransactions
      && others.reduce(request.documentSize, +) <= SessionLimits.waitingSize
  }
}

// Databases that are copies of other servers': read here, written there (ovsdb(7), "Relay Service
// Model").
extension ServerCore {
  /// Offers a database of which nothing is known yet but its name. Returns false if one of that name is
  /// there.
  public func addRelay(_ name: String, _ time: ServerTime) -> Bool {
    guard !databaseNames.contains(name) else { return false }
    relays[name] = RelayState()
    updateServerDatabase(time)
    reconnectUnaware(reason: "adding \(name) database")
    return true
  }

  /// Says whether the other server is there.
  public func setRelay(_ name: String, isConnected: Bool, _ time: ServerTime) {
    guard relays[name]?.isConnected == !isConnected else { return }
    relays[name]?.isConnected = isConnected
    updateServerDatabase(time)
  }

  /// Makes a database hold what another one does that has just been read, `transaction` naming the
  /// contents.
  public func adopt(_ database: Database, transaction: UUID, _ time: ServerTime) {
    let name = database.schema.name
    guard relays[name] != nil else { return }
    guard let hosted = databases[name], hosted.schema == database.schema else {
      if let old = databases[name] { cancelMonitors(of: old) }
      host(database).history.append(transaction, [])
      updateServerDatabase(time)
      return reconnectUnaware(reason: "database \(name) schema changed")
    }
    let changes = hosted.database.changes(to: database)
    hosted.database = database
    followed(changes, transaction, in: hosted, time)
  }

  /// Makes a database follow a transaction of another server, which a record describes. Throws if it
  /// does not fit what is here.
  public func follow(
    _ record: JSONElement, in name: String, transaction: UUID, _ time: ServerTime
  ) throws(OperationError) {
    guard let hosted = databases[name] else { return }
    followed(try hosted.database.follow(record), transaction, in: hosted, time)
  }

  private func followed(
    _ changes: [RowChange], _ transaction: UUID, in hosted: HostedDatabase, _ time: ServerTime
  ) {
    hosted.history.append(transaction, changes, rowCount: hosted.database.rowCount)
    flushMonitors(of: hosted)
    retryWaiting(hosted.schema.name, time)
  }

  /// The transactions to be executed elsewhere since the last call; ``answered(_:database:by:)`` is to
  /// be called for each.
  public func takeForwards() -> [ForwardedTransaction] {
    defer { forwards = [] }
    return forwards
  }

  /// Passes on the answer to a transaction that was executed elsewhere.
  public func answered(_ transaction: ForwardedTransaction, with answer: RPCMessage<JSON>) {
    let (name, session) = (transaction.database, transaction.session)
    guard relays[name]?.forwarded[session]?.removeValue(forKey: transaction.id) != nil else {
      return
    }
    switch answer {
    case .response(_, let result): send(.response(id: transaction.id, result: result), to: session)
    case .failure(_, let error): send(.failure(id: transaction.id, error: error), to: session)
    case .request, .notification: break
    }
  }
}

// Within the core.
extension ServerCore {
  func forward(_ transaction: WaitingTransaction, _ name: String) {
    relays[name]?.forwarded[transaction.session, default: [:]][transaction.id] =
      transaction.operations.documentSize
    forwards.append(
      ForwardedTransaction(
        session: transaction.session, id: transaction.id, database: name,
        parameters: transaction.operations))
  }

  func isForwarded(_ id: JSON, _ session: SessionID, _ name: String) -> Bool {
    relays[name]?.forwarded[session]?[id] != nil
  }

  /// Answers a request that is executed elsewhere as canceled, whatever becomes of it.
  func cancelForwarded(_ id: JSON, _ session: SessionID) {
    for name in relays.keys
    where relays[name]?.forwarded[session]?.removeValue(forKey: id) != nil {
      send(.failure(id: id, error: "canceled"), to: session)
    }
  }

  func cancelForwarded(of name: String) {
    for (session, ids) in relays[name]?.forwarded ?? [:] {
      for id in ids.keys { send(.failure(id: id, error: "canceled"), to: session) }
    }
    relays[name]?.forwarded = [:]
  }

  static func unavailable(_ name: String, _ method: String) -> OperationError {
    OperationError(
      "database not available",
      "\(method) request specifies database \(name) which is not yet available because it has not "
        + "completed joining its cluster")
  }
}
