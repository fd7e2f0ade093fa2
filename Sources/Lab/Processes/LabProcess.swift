internal import Client
internal import OVSDB

/// A daemon of the lab: a program on a machine, with a client for each of its databases.
public final class LabProcess {
  /// What it is called, as `east-ic`.
  public let name: String
  /// The machine that it runs on.
  public let site: Site
  /// The last lines of its log.
  public private(set) var log: [String] = []

  private let network: Network
  private let seed: UInt64
  private let configurations: [String: DatabaseClientConfiguration]
  private let makeProgram: () -> any LabProgram
  private(set) var program: (any LabProgram)?
  private var clients: [String: LabClient] = [:]
  private var starts: UInt64 = 0
  private var isTurnPlanned = false
  private var isPerforming = false
  private var agenda: Agenda { network.agenda }
  private let rank: Int

  private static let logMaximum = 200

  /// A process that is not started.
  ///
  /// - Parameter configurations: its clients, by what the program calls the databases.
  init(
    _ name: String, on site: Site, of network: Network, seed: UInt64,
    clients configurations: [String: DatabaseClientConfiguration],
    program makeProgram: @escaping () -> any LabProgram
  ) {
    self.name = name
    self.site = site
    rank = network.rank(of: site)
    self.network = network
    self.seed = seed
    self.configurations = configurations
    self.makeProgram = makeProgram
  }

  /// Whether it runs.
  public var isRunning: Bool { program != nil }

  /// How many results it has derived since it started.
  public var derivationCount: Int { program?.derivationCount ?? 0 }

  /// Whether it is in step with its databases and has nothing left to do.
  public var isConverged: Bool {
    (program?.isConverged ?? true) && clients.values.allSatisfy(\.isConnected)
  }

  /// Starts it, knowing nothing of an earlier life.
  func start() {
    guard program == nil else { return }
    starts += 1
    program = makeProgram()
    for (index, (database, configuration)) in configurations.sorted(by: { $0.key < $1.key })
      .enumerated()
    {
      clients[database] = LabClient(
        configuration, on: site, of: network, seed: seed &+ starts &* 16 &+ UInt64(index)
      ) { [weak self] event in self?.received(event, of: database) }
    }
    perform()
    for (_, client) in sortedClients { client.start() }
  }

  /// Ends it at once, as `kill -9` does.
  func kill() {
    program = nil
    for (_, client) in sortedClients { client.kill() }
    clients = [:]
  }

  private var sortedClients: [(key: String, value: LabClient)] {
    clients.sorted { $0.key < $1.key }
  }

  /// Changes the program from outside, as a command to its control socket does.
  func command<Program: LabProgram>(_ type: Program.Type, _ body: (inout Program) -> Void) {
    guard var program = program as? Program else { return }
    body(&program)
    self.program = program
    perform()
    planTurn()
  }

  /// Stops or resumes all work, as `ovn-appctl pause` and `resume` do.
  func setPaused(_ isPaused: Bool) {
    program?.setPaused(isPaused)
    perform()
    planTurn()
  }

  private func received(_ event: DatabaseEvent, of database: String) {
    if case .log(let line) = event { return note("\(line)") }
    program?.received(event, of: database, now: agenda.now)
    perform()
    planTurn()
  }

  private func planTurn() {
    if isTurnPlanned { return }
    isTurnPlanned = true
    agenda.plan(at: agenda.now, rank: rank) { [weak self] in
      self?.isTurnPlanned = false
      self?.turn()
    }
  }

  private func turn() {
    program?.turn(now: agenda.now)
    perform()
    guard let time = program?.wakeAt(now: agenda.now) else { return }
    agenda.plan(at: max(time, agenda.now + .milliseconds(1)), rank: rank, .provision) {
      [weak self] in
      self?.planTurn()
    }
  }

  private func perform() {
    if isPerforming { return }
    isPerforming = true
    defer { isPerforming = false }
    while let actions = program?.takeActions(), !actions.isEmpty {
      for action in actions { perform(action) }
    }
  }

  private func perform(_ action: LabAction) {
    switch action {
    case .transact(let database, let tag, let operations):
      guard let client = clients[database] else { return }
      program?.sent(client.transact(operations), to: database, tag: tag)
    case .setLock(let name, let database): clients[database]?.setLock(name)
    case .setConditions(let conditions, let database):
      clients[database]?.setConditions(conditions)
    case .setProbeInterval(let interval, let database):
      clients[database]?.setProbeInterval(interval)
    case .log(let line): note(line)
    }
  }

  private func note(_ line: String) {
    if log.count == Self.logMaximum { log.removeFirst() }
    log.append("\(agenda.now) \(line)")
  }
}
