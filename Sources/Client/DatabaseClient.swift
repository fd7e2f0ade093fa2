public import EventLoop
internal import JSON
public import OVSDB
public import Session
public import TLS

/// A client of one database: keeps it monitored through whatever happens to its servers, sends
/// transactions and holds a lock.
///
/// Everything that happens is told to `onEvent`, in order; see ``DatabaseEvent``. The decisions are
/// those of ``DatabaseClientStateMachine``; here are the sockets and the clock.
@LoopActor
public final class DatabaseClient {
  private var machine: DatabaseClientStateMachine
  private let onEvent: (DatabaseEvent) -> Void
  private var opener: StreamOpener
  private var attempt: StreamAttempt?
  private var connection: RPCConnection?
  private var timer: (deadline: Duration, timer: Timer)?
  private var isPerforming = false
  private var outcomes: [TransactionID: CheckedContinuation<TransactionOutcome, Never>] = [:]
  private var synchronisations: [CheckedContinuation<Bool, Never>] = []
  private var randomness = SystemRandomNumberGenerator()

  /// Creates a client that does nothing until ``start()``.
  ///
  /// `onEvent` may call back into the client. It is not called from inside ``transact(_:)``, and is
  /// kept as long as the client, so let it capture the client's owner weakly.
  public init(
    _ configuration: DatabaseClientConfiguration,
    onEvent: @escaping @LoopActor (DatabaseEvent) -> Void
  ) {
    machine = DatabaseClientStateMachine(configuration, using: &randomness)
    opener = StreamOpener(tls: configuration.tls)
    self.onEvent = onEvent
  }

  isolated deinit {
    connection?.close()
    for outcome in outcomes.values { outcome.resume(returning: .unknown) }
    for synchronisation in synchronisations { synchronisation.resume(returning: false) }
  }

  /// Connects, now and whenever the connection is lost.
  public func start() { input { $0.start(now: $1) } }

  /// Disconnects for good. Transactions under way end as ``TransactionOutcome/unknown``.
  public func stop() {
    input { machine, _ in machine.stop() }
    resumeSynchronisations(false)
  }

  /// Whether what was told is what the database holds, and transactions are sent.
  public var isConnected: Bool { machine.isConnected }

  /// Whether the lock asked for is ours.
  public var hasLock: Bool { machine.hasLock }

  /// Asks for a lock on this connection and every later one, or with nil gives it up, whether owned
  /// or waited for.
  public func setLock(_ name: String?) { input { machine, _ in machine.setLock(name) } }

  /// As ``setLock(_:)``, but takes the lock from its owner if there is one now.
  public func stealLock(_ name: String) { input { machine, _ in machine.stealLock(name) } }

  /// Takes other ``DatabaseClientConfiguration/conditions``, on this connection already. That they are
  /// met is told by ``DatabaseEvent/coverage(_:)``.
  public func setConditions(_ conditions: [String: [Condition]]) {
    input { machine, _ in machine.setConditions(conditions) }
  }

  /// Takes another ``DatabaseClientConfiguration/probeInterval``, on this connection already.
  public func setProbeInterval(_ interval: Duration?) {
    input { $0.setProbeInterval(interval, now: $1) }
  }

  /// Takes another ``DatabaseClientConfiguration/attemptsMaximum``, counted from now on.
  public func setAttemptsMaximum(_ maximum: Int?) {
    input { machine, _ in machine.setAttemptsMaximum(maximum) }
  }

  /// Takes other servers. The connection stays if its remote is among them.
  public func setRemotes(_ remotes: [Remote]) {
    input { [self] in $0.setRemotes(remotes, now: $1, using: &randomness) }
  }

  /// Takes other keys and certificates, from the next connection on.
  public func setTLS(_ configuration: TLSConfiguration?) {
    opener = StreamOpener(tls: configuration)
  }

  /// Forgets how far the database's cluster has come, for one that was destroyed and built anew: the next
  /// server need not have come as far.
  public func forgetClusterIndex() { input { machine, _ in machine.forgetClusterIndex() } }

  /// Drops the connection and connects again at once.
  public func reconnect() { input { $0.reconnectNow("reconnecting on request", now: $1) } }

  /// Says that the rows told cannot be used, and why: the client reconnects after the usual pause
  /// and begins with the whole contents.
  public func rejectContents(_ reason: String) { input { $0.rejectContents(reason, now: $1) } }

  /// Sends a transaction; its outcome is told by ``DatabaseEvent/transaction(_:_:)``.
  ///
  /// While ``isConnected`` is false nothing is sent, and the outcome, told all the same, is
  /// ``TransactionOutcome/notConnected``.
  @discardableResult
  public func transact(_ operations: [OVSDB.Operation]) -> TransactionID {
    guard machine.isConnected else {
      // Told later, when the caller knows the number.
      LoopActor.spawn { [weak self] in self?.perform() }
      return machine.transact(operations)
    }
    let id = machine.transact(operations)
    perform()
    return id
  }
}

// For tools and tests.
extension DatabaseClient {
  /// Sends a transaction and waits for its outcome, which is then not told as an event.
  public func transact(_ operations: [OVSDB.Operation]) async -> TransactionOutcome {
    await withCheckedContinuation { outcome in
      let id: TransactionID = transact(operations)
      outcomes[id] = outcome
    }
  }

  /// Waits until ``isConnected``; false if the client is stopped first.
  @discardableResult
  public func waitUntilSynchronised() async -> Bool {
    guard !isConnected else { return true }
    return await withCheckedContinuation { synchronisations.append($0) }
  }

  private func resumeSynchronisations(_ isConnected: Bool) {
    let waiting = synchronisations
    synchronisations = []
    for synchronisation in waiting { synchronisation.resume(returning: isConnected) }
  }
}

// What the state machine wants done.
extension DatabaseClient {
  private func input(_ body: (inout DatabaseClientStateMachine, Duration) -> Void) {
    body(&machine, LoopClock.now)
    perform()
  }

  /// Does what is to be done, in order, including what the user asks for meanwhile.
  private func perform() {
    guard !isPerforming else { return }
    isPerforming = true
    while case let actions = machine.takeActions(), !actions.isEmpty {
      for action in actions { perform(action) }
    }
    isPerforming = false
    setTimer()
  }

  private func perform(_ action: DatabaseClientStateMachine.Action) {
    switch action {
    case .connect(let remote), .listen(let remote):
      attempt = opener.open(remote) { [weak self] result in self?.opened(result) }
    case .send(let message): connection?.send(message)
    case .close:
      attempt = nil
      connection?.close()
      connection = nil
    case .tell(.transaction(let id, let outcome)):
      if let waiting = outcomes.removeValue(forKey: id) {
        waiting.resume(returning: outcome)
      } else {
        onEvent(.transaction(id, outcome))
      }
    case .tell(let event):
      onEvent(event)
      if case .synchronised = event { resumeSynchronisations(true) }
    }
  }

  private func opened(_ result: Result<any ByteStream, StreamError>) {
    attempt = nil
    switch result {
    case .failure(let error):
      input { $0.connectionEnded(.stream(error.reason), now: $1) }
    case .success(let stream):
      connection = RPCConnection(over: stream) { [weak self] event in self?.received(event) }
      input { $0.connected(now: $1) }
    }
  }

  private func received(_ event: RPCConnection.Event) {
    switch event {
    case .activity: machine.receivedBytes(now: LoopClock.now)
    case .message(let message): input { $0.received(message, now: $1) }
    case .ended(let error):
      connection = nil
      input { $0.connectionEnded(error, now: $1) }
    }
  }

  /// Sees to it that the machine is woken at its deadline. One that moved away leaves the timer as
  /// it is: it finds nothing to do and is set again.
  private func setTimer() {
    guard let deadline = machine.deadline else {
      timer = nil
      return
    }
    if let timer, timer.deadline <= deadline { return }
    setTimer(deadline) { [weak self] in
      if LoopClock.now - deadline < Self.latenessAllowed {
        self?.advance()
      } else {
        self?.readFirst()
      }
    }
  }

  /// The loop was busy with something else. What the server sent meanwhile must be read before it
  /// is judged for its silence, and timers come before sockets in a turn of the loop.
  private func readFirst() {
    setTimer(LoopClock.now + .milliseconds(1)) { [weak self] in self?.advance() }
  }

  private static let latenessAllowed = Duration.milliseconds(100)

  private func setTimer(_ deadline: Duration, _ action: @escaping @LoopActor () -> Void) {
    timer = (deadline, Timer(after: max(.zero, deadline - LoopClock.now), perform: action))
  }

  private func advance() {
    timer = nil
    input { $0.advance(now: $1) }
  }
}
