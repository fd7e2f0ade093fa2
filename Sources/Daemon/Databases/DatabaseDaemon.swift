internal import Client
internal import EventLoop
internal import Logging
internal import Replica
internal import Session

/// Runs a state machine on its databases.
///
/// The decisions are the machine's; here are the clients, the log and the clock.
@LoopActor
final class DatabaseDaemon<Machine: DaemonStateMachine> {
  let context: DaemonContext
  var machine: Machine
  private(set) var clients: [Machine.Database: DatabaseClient] = [:]
  private var isTurnScheduled = false
  private var isPerforming = false
  private var wakeUp: Timer?
  private let controllerLog: ControllerLog
  /// How long a turn may take before the log tells, and by what name; nil for as long as it likes.
  var turnLimit: (node: String, duration: Duration)?
  private let trimming: Timer

  /// Connects to the databases, and works until the daemon is to end.
  ///
  /// A connection method that makes no sense is logged; such a daemon has nothing to do but to answer
  /// its control socket.
  ///
  /// - Parameters:
  ///   - remotes: where each database is, as the settings name it.
  ///   - prepare: adds what is this daemon's only, as commands of its control socket.
  static func run(
    _ machine: Machine, on remotes: [Machine.Database: String], _ context: DaemonContext,
    prepare: (DatabaseDaemon) -> Void
  ) async {
    do throws(RemoteError) {
      let daemon = try DatabaseDaemon(machine, on: remotes, context)
      prepare(daemon)
      await daemon.run()
    } catch {
      context.log.error("\(error)")
      await context.untilExit()
    }
  }

  private init(
    _ machine: Machine, on remotes: [Machine.Database: String], _ context: DaemonContext
  ) throws(RemoteError) {
    self.machine = machine
    self.context = context
    let log = context.log
    controllerLog = ControllerLog(log)
    trimming = Timer {
      log.info("Detected inactivity: trimming memory")
      releaseFreeMemory()
    }
    for database in Machine.Database.allCases {
      clients[database] = try makeClient(of: database, remotes: remotes[database] ?? "")
    }
    registerCommands()
    addToMemoryReport()
  }

  private func run() async {
    for client in clients.values { client.start() }
    machine.start()
    perform()
    await context.untilExit()
    for client in clients.values { client.stop() }
  }

  private func makeClient(
    of database: Machine.Database, remotes text: String
  ) throws(RemoteError) -> DatabaseClient {
    let remotes = try RemoteList(parsing: text, runDirectory: context.settings.directories.run)
    let tables = Machine.declared(database)
    let configuration = DatabaseClientConfiguration(
      database: database.rawValue, remotes: remotes.remotes, clusterID: remotes.clusterID,
      tls: context.settings.tls.configuration, conditions: Machine.conditions(database),
      monitored: { schema in tables.monitored(in: schema) })
    return DatabaseClient(configuration) { [weak self] event in
      self?.handle(event, of: database)
    }
  }

  private func addToMemoryReport() {
    let others = context.memoryReport
    context.memoryReport = { [weak self] in
      var report = others()
      for (name, count) in self?.machine.counts ?? [] where count != 0 { report[name] = count }
      return report
    }
  }

  // MARK: What the databases say

  private func handle(_ event: DatabaseEvent, of database: Machine.Database) {
    switch event {
    case .log(let line): return controllerLog.write(line)
    case .transaction(_, let outcome): context.coverage.count(outcome.counterName)
    default: break
    }
    machine.received(event, of: database, now: LoopClock.now)
    perform()
    scheduleTurn()
  }

  /// Stops or resumes all work.
  func setPaused(_ isPaused: Bool) {
    machine.setPaused(isPaused)
    perform()
    scheduleTurn()
  }

  // MARK: Turns

  /// Sees to it that the machine has a turn after what is being handled now.
  func scheduleTurn() {
    if isTurnScheduled { return }
    isTurnScheduled = true
    LoopActor.spawn { [weak self] in
      self?.isTurnScheduled = false
      self?.turn()
    }
  }

  private func turn() {
    if context.isExiting { return }
    let now = LoopClock.now
    machine.turn(now: now, wallTime: WallClock.now.sinceEpoch)
    reportLength(of: LoopClock.now - now)
    perform()
    if let timeout = machine.trimTimeout { trimming.start(after: timeout) }
    wakeUp = machine.wakeAt(now: now).map { time in
      Timer(after: max(time - now, .milliseconds(1))) { [weak self] in self?.scheduleTurn() }
    }
  }

  private func reportLength(of turn: Duration) {
    guard let turnLimit, turn > turnLimit.duration else { return }
    context.log.info("node: \(turnLimit.node), compute took \(Int(turn / .milliseconds(1)))ms")
  }

  /// Does what is to be done, and what follows from it.
  private func perform() {
    if isPerforming { return }
    isPerforming = true
    defer { isPerforming = false }
    while case let actions = machine.takeActions(), !actions.isEmpty {
      for action in actions { perform(action) }
    }
  }

  private func perform(_ action: Machine.Action) {
    switch action {
    case .transact(let operations, let database, let channel):
      guard let client = clients[database] else { return }
      context.coverage.count("txn_sent")
      machine.sent(client.transact(operations), on: channel)
    case .setLock(let name, let database): clients[database]?.setLock(name)
    case .setConditions(let conditions, let database):
      clients[database]?.setConditions(conditions)
    case .setProbeInterval(let interval, let database):
      clients[database]?.setProbeInterval(interval)
    case .log(let message): controllerLog.write(message)
    case .logActivity(let text): context.log.info("\(text)")
    }
  }
}
