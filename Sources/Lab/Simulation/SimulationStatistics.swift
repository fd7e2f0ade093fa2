/// What was counted in simulations.
public struct SimulationStatistics: Hashable, Sendable {
  /// Steps, healings among them.
  public private(set) var steps = 0
  /// How often everything was healed and checked.
  public private(set) var healings = 0
  /// Faults of each kind.
  public private(set) var faults: [String: Int] = [:]
  /// What operators asked for and a server refused, or could not do as it was down.
  public internal(set) var refusals = 0
  /// Transactions that changed something, at all servers.
  public private(set) var transactions = 0
  public private(set) var messages = 0
  /// How long it took on the clock of the lab.
  public private(set) var virtualTime = Duration.zero

  public init() {}

  mutating func count(_ step: SimulationStep) {
    steps += 1
    if step == .heal { healings += 1 }
    if let fault = step.fault { faults[fault, default: 0] += 1 }
  }

  mutating func finish(_ lab: Lab) {
    transactions = lab.transactionCount
    messages = lab.network.messageCount
    virtualTime = lab.now
  }

  /// Adds what was counted in another run.
  public mutating func add(_ other: SimulationStatistics) {
    steps += other.steps
    healings += other.healings
    faults.merge(other.faults, uniquingKeysWith: +)
    refusals += other.refusals
    transactions += other.transactions
    messages += other.messages
    virtualTime += other.virtualTime
  }

  /// `15 cuts, 3 resets …`.
  public var faultText: String {
    faults.isEmpty
      ? "no faults"
      : faults.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
  }
}

extension Lab {
  /// Transactions that changed something, at all servers.
  var transactionCount: Int { servers.reduce(0) { $0 + $1.transactionCount } }
}
