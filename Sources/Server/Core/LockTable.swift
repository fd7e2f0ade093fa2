/// Who owns which lock and who waits for it (RFC 7047 4.1.8): one table for all databases.
struct LockTable {
  /// What a session is to be told.
  enum Notice: Equatable {
    case locked(SessionID, String)
    case stolen(SessionID, String)
  }

  /// The owner first, then those who wait in their order.
  private var queues: [String: [SessionID]] = [:]
  /// The locks that each owns or waits for.
  private var names: [SessionID: Set<String>] = [:]
  /// Who took a lock rather than waiting for it, and may have lost it since.
  private var thieves: [String: Set<SessionID>] = [:]

  /// How many locks are owned.
  var count: Int { queues.count }

  func isOwned(_ name: String, by session: SessionID) -> Bool {
    queues[name]?.first == session
  }

  /// Whether `session` owns the lock or waits for it.
  func contains(_ name: String, session: SessionID) -> Bool {
    names[session]?.contains(name) ?? false
  }

  /// How many locks `session` owns or waits for.
  func count(of session: SessionID) -> Int { names[session]?.count ?? 0 }

  /// Asks for the lock; returns whether `session` owns it now.
  mutating func lock(_ name: String, by session: SessionID) -> Bool {
    queues[name, default: []].append(session)
    names[session, default: []].insert(name)
    return isOwned(name, by: session)
  }

  /// Takes the lock from whoever owns it, who then waits to have it back.
  mutating func steal(_ name: String, by session: SessionID) -> Notice? {
    let loser = queues[name]?.first
    queues[name, default: []].insert(session, at: 0)
    names[session, default: []].insert(name)
    thieves[name, default: []].insert(session)
    return loser.map { .stolen($0, name) }
  }

  /// Gives the lock up, or the wish for it.
  mutating func unlock(_ name: String, by session: SessionID) -> Notice? {
    guard var queue = queues[name], let owner = queue.first else { return nil }
    queue.removeAll { $0 == session }
    names[session]?.remove(name)
    if names[session]?.isEmpty ?? false { names[session] = nil }
    thieves[name]?.remove(session)
    if thieves[name]?.isEmpty ?? false { thieves[name] = nil }
    queues[name] = queue.isEmpty ? nil : queue
    guard owner == session, let next = queue.first else { return nil }
    return .locked(next, name)
  }

  /// Gives up all that `session` has.
  mutating func removeAll(of session: SessionID) -> [Notice] {
    (names[session] ?? []).sorted().compactMap { unlock($0, by: session) }
  }

  /// What `session` has to do with locks, as columns of remotes tell it: their names, by whether they
  /// are held, waited for, or lost after having been stolen.
  func status(of session: SessionID) -> [String: String] {
    var status: [String: String] = [:]
    for name in (names[session] ?? []).sorted() {
      let isThief = thieves[name]?.contains(session) ?? false
      let kind = isOwned(name, by: session) ? "held" : isThief ? "lost" : "waiting"
      let list = status["locks_\(kind)"].map { $0 + " " } ?? ""
      status["locks_\(kind)"] = list + name
    }
    return status
  }
}
