internal import Client
internal import JSON
internal import OVSDB
internal import Seeded
internal import Session

/// A client of a database in the lab: what ``DatabaseClient`` is on sockets.
final class LabClient {
  private var machine: DatabaseClientStateMachine
  private let site: Site
  private let network: Network
  private let onEvent: (DatabaseEvent) -> Void
  private var connection: NetworkConnection?
  private var isPerforming = false
  private var plannedDeadline: Duration?
  private var agenda: Agenda { network.agenda }
  private let rank: Int

  /// A client that does nothing until ``start()``.
  init(
    _ configuration: DatabaseClientConfiguration, on site: Site, of network: Network, seed: UInt64,
    onEvent: @escaping (DatabaseEvent) -> Void
  ) {
    var generator = SeededGenerator(seed: seed)
    machine = DatabaseClientStateMachine(configuration, using: &generator)
    self.site = site
    rank = network.rank(of: site)
    self.network = network
    self.onEvent = onEvent
  }

  /// Whether what was told is what the database holds, and transactions are sent.
  var isConnected: Bool { machine.isConnected }

  func start() { input { $0.start(now: $1) } }

  /// Ends it at once, without a word of what was under way.
  func kill() {
    connection?.close(.client)
    connection = nil
    plannedDeadline = nil
    machine.stop()
    _ = machine.takeActions()
  }

  func setLock(_ name: String?) { input { machine, _ in machine.setLock(name) } }

  func setConditions(_ conditions: [String: [Condition]]) {
    input { machine, _ in machine.setConditions(conditions) }
  }

  func setProbeInterval(_ interval: Duration?) { input { $0.setProbeInterval(interval, now: $1) } }

  /// Sends a transaction; its outcome is told as an event.
  func transact(_ operations: [OVSDB.Operation]) -> TransactionID {
    let id = machine.transact(operations)
    // Told later, when the caller knows the number.
    agenda.plan(at: agenda.now, rank: rank) { [weak self] in self?.perform() }
    return id
  }

  private func input(_ body: (inout DatabaseClientStateMachine, Duration) -> Void) {
    body(&machine, agenda.now)
    perform()
  }

  private func perform() {
    guard !isPerforming else { return }
    isPerforming = true
    while case let actions = machine.takeActions(), !actions.isEmpty {
      for action in actions { perform(action) }
    }
    isPerforming = false
    planDeadline()
  }

  private func perform(_ action: DatabaseClientStateMachine.Action) {
    switch action {
    case .connect(let remote), .listen(let remote):
      connection = network.connect(to: remote, from: site) { [weak self] in self?.received($0) }
    case .send(let message): connection?.send(message.received, from: .client)
    case .close:
      connection?.close(.client)
      connection = nil
    case .tell(let event): onEvent(event)
    }
  }

  private func received(_ event: NetworkConnection.Event) {
    switch event {
    case .opened: input { $0.connected(now: $1) }
    case .text, .congestion: break
    case .message(.request(let id, "echo", let parameters)):
      machine.receivedBytes(now: agenda.now)
      connection?.send(.response(id: id, result: parameters), from: .client)
    case .message(let message):
      machine.receivedBytes(now: agenda.now)
      input { $0.received(message, now: $1) }
    case .ended(let error):
      connection = nil
      input { $0.connectionEnded(error, now: $1) }
    }
  }

  /// A deadline that moved away leaves what is planned as it is: it finds nothing to do.
  private func planDeadline() {
    guard let deadline = machine.deadline, plannedDeadline.map({ deadline < $0 }) ?? true else {
      return
    }
    plannedDeadline = deadline
    agenda.plan(at: deadline, rank: rank, .provision) { [weak self] in
      guard let self, plannedDeadline == deadline else { return }
      plannedDeadline = nil
      input { $0.advance(now: $1) }
    }
  }
}
