internal import JSON

/// The lock that the user asked for, and how far the present connection is with it.
struct LockRequest: Hashable, Sendable {
  enum State: Hashable {
    case idle
    /// The reply to the request of this number will tell.
    case requested(Int64)
    /// The server will tell when it is our turn.
    case waiting
    case owned
  }

  var name: String?
  var state = State.idle
}

// RFC 7047, 4.1.8 to 4.1.10.
extension DatabaseClientStateMachine {
  /// Asks for a lock on this connection and every later one, or with nil gives it up, whether owned
  /// or waited for. Another lock than this one is given up first: a client has one.
  public mutating func setLock(_ name: String?) {
    guard name != lock.name else { return }
    releaseLock()
    lock.name = name
    requestLock()
  }

  /// As ``setLock(_:)``, but takes the lock from its owner, if there is one now. A later connection
  /// waits for its turn.
  public mutating func stealLock(_ name: String) {
    guard name != lock.name || lock.state != .owned else { return }
    releaseLock()
    lock.name = name
    requestLock(method: "steal")
  }

  /// Sends the request, once it is known that the server will do.
  mutating func requestLock(method: String = "lock") {
    guard let name = lock.name, lock.state == .idle, isAnnounced else { return }
    lock.state = .requested(send(method, [.string(name)], .lock))
  }

  private mutating func releaseLock() {
    guard let name = lock.name, lock.state != .idle else { return }
    send("unlock", [.string(name)], .unlock)
    loseLock()
  }

  /// The lock is neither owned nor waited for any more.
  mutating func loseLock() {
    let wasOwned = hasLock
    lock.state = .idle
    if wasOwned { actions.append(.tell(.lock(isOwned: false))) }
  }

  mutating func receivedLock(_ reply: Reply, _ request: Int64) throws(ProtocolViolation) {
    guard lock.state == .requested(request) else { return }
    switch reply {
    case .error(let error):
      tell(.warning, .client, "lock \(lock.name ?? "") was refused: \(error)")
      lock.state = .idle
    case .result(let result):
      guard let isOwned = result["locked"]?.boolean else {
        throw ProtocolViolation("result of lock is malformed")
      }
      lock.state = isOwned ? .owned : .waiting
    }
    actions.append(.tell(.lock(isOwned: hasLock)))
  }

  /// `locked` and `stolen`. One that crosses our own request is about the past.
  mutating func lockChanged(
    _ method: String, _ parameters: JSONElement
  ) throws(ProtocolViolation) {
    guard let name = parameters[0]?.string else {
      throw ProtocolViolation("\(method) names no lock")
    }
    guard name == lock.name else { return }
    switch (method, lock.state) {
    case ("locked", .waiting): lock.state = .owned
    case ("stolen", .owned): lock.state = .waiting
    default: return
    }
    actions.append(.tell(.lock(isOwned: hasLock)))
  }
}
