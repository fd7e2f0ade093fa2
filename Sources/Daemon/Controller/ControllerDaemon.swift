internal import Client
public import EventLoop
internal import Interconnect
internal import Logging
internal import OVSDB
internal import Replica
internal import Session

/// Runs the interconnection controller on its four databases.
///
/// What the servers say is applied as it comes; once for all that came in a turn of the loop, the
/// controller derives and the resulting transactions are sent.
@LoopActor
public final class ControllerDaemon {
  let context: DaemonContext
  let controller = InterconnectController()
  private(set) var clients: [Database: DatabaseClient] = [:]
  private(set) var isPaused = false
  private var isActive = false
  private var channels: [Database: [TransactionID: Channel]] = [:]
  private var isTurnScheduled = false
  private var wakeUp: Timer?
  private var probes: [Database: Duration?] = [:]
  private var controllerLimit = RateLimit(perMinute: 60, burst: 120)
  private var loggers: [String: Logger] = [:]

  /// Connects to the databases that the settings name, and works until the daemon is to end.
  ///
  /// A connection method that makes no sense is logged; such a daemon has nothing to do but to answer
  /// its control socket.
  public static func run(_ context: DaemonContext) async {
    do throws(RemoteError) {
      try await ControllerDaemon(context).run()
    } catch {
      context.log.error("\(error)")
      await context.untilExit()
    }
  }

  private init(_ context: DaemonContext) throws(RemoteError) {
    self.context = context
    let remotes = context.settings.remotes
    for (database, text) in [
      (Database.northbound, remotes.northbound), (.southbound, remotes.southbound),
      (.icNorthbound, remotes.interconnectNorthbound),
      (.icSouthbound, remotes.interconnectSouthbound),
    ] {
      clients[database] = try makeClient(of: database, remotes: text)
    }
    registerCommands()
    context.memoryReport = { [weak self] in
      var report: [String: Int] = [:]
      for (name, count) in self?.controller.counts ?? [] { report[name] = count }
      return report
    }
  }

  private func run() async {
    for client in clients.values { client.start() }
    updateLocks()
    await context.untilExit()
    for client in clients.values { client.stop() }
  }

  private func makeClient(of database: Database, remotes text: String) throws(RemoteError)
    -> DatabaseClient
  {
    let remotes = try RemoteList(
      parsing: text, runDirectory: context.settings.directories.run)
    let tables = InterconnectController.declared(database)
    let configuration = DatabaseClientConfiguration(
      database: database.rawValue, remotes: remotes.remotes, clusterID: remotes.clusterID,
      tls: context.settings.tls.configuration,
      monitored: { schema in tables.monitored(in: schema) })
    return DatabaseClient(configuration) { [weak self] event in
      self?.handle(event, of: database)
    }
  }

  // MARK: What the databases say

  private func handle(_ event: DatabaseEvent, of database: Database) {
    switch event {
    case .schema(let schema):
      controller.setSchema(schema, of: database)
    case .contents(let updates, let format):
      controller.replaceContents(of: database, with: updates, format: format.ofReplica)
    case .update(let updates, let format):
      controller.apply(updates, to: database, format: format.ofReplica)
    case .synchronised:
      controller.setSynchronised(true, database)
    case .disconnected:
      controller.setSynchronised(false, database)
    case .lock(let isOwned):
      lockChanged(of: database, isOwned: isOwned)
    case .transaction(let id, let outcome):
      transactionEnded(id, outcome, database)
    case .log(let line):
      log(line)
      return
    }
    scheduleTurn()
  }

  private func transactionEnded(
    _ id: TransactionID, _ outcome: TransactionOutcome, _ database: Database
  ) {
    guard let channel = channels[database]?.removeValue(forKey: id) else { return }
    let verdict: InterconnectController.Outcome =
      switch outcome {
      case .committed: .committed
      case .failed(_, let error, let operation): .failed(error, operation: operation)
      case .unknown: .unknown
      }
    context.coverage.count(outcome.counterName)
    controller.transactionFinished(channel, verdict, now: LoopClock.now)
  }

  private func lockChanged(of database: Database, isOwned: Bool) {
    guard let lock = Lock.allCases.first(where: { $0.database == database }) else { return }
    controller.setLock(lock, isHeld: isOwned && !isPaused)
    if lock == .global, isOwned { context.log.info("OVN ISB lock acquired") }
    if lock == .zone { updateLocks() }
  }

  // MARK: Who acts

  /// Asks for the zone's lock unless paused, and for the global one only while this daemon acts for
  /// its zone: a standby that held it would keep all zones from getting tunnel keys.
  private func updateLocks() {
    let southbound = clients[.southbound]
    southbound?.setLock(isPaused ? nil : Lock.zone.rawValue)
    let isActive = !isPaused && southbound?.hasLock == true
    clients[.icSouthbound]?.setLock(isActive ? Lock.global.rawValue : nil)
    if !isActive { controller.setLock(.global, isHeld: false) }
    if isActive == self.isActive { return }
    self.isActive = isActive
    if !isPaused {
      let state = isActive ? "active" : "on standby"
      context.log.info(
        "ovn-ic lock \(isActive ? "acquired" : "lost"). This ovn-ic instance is now \(state).")
    }
  }

  /// Stops or resumes all work; the sessions stay, the locks go.
  func setPaused(_ isPaused: Bool) {
    if self.isPaused == isPaused { return }
    self.isPaused = isPaused
    if isPaused {
      context.log.info("This ovn-ic instance is now paused.")
      controller.setLock(.zone, isHeld: false)
    }
    updateLocks()
    scheduleTurn()
  }

  /// As the command `status` tells it.
  var status: String { isPaused ? "paused" : isActive ? "active" : "standby" }

  // MARK: Turns

  /// Sees to it that the controller has a turn after what is being handled now.
  func scheduleTurn() {
    if isTurnScheduled { return }
    isTurnScheduled = true
    LoopActor.spawn { [weak self] in
      self?.isTurnScheduled = false
      self?.turn()
    }
  }

  private func turn() {
    if context.isExiting || isPaused { return }
    let now = LoopClock.now
    for outgoing in controller.advance(now: now) { send(outgoing) }
    for message in controller.takeMessages() { log(message, now) }
    updateProbes()
    wakeUp = controller.wakeAt(now: now).map { time in
      Timer(after: max(time - now, .milliseconds(1))) { [weak self] in self?.scheduleTurn() }
    }
  }

  private func send(_ outgoing: InterconnectController.Outgoing) {
    let database = outgoing.channel.database
    guard let client = clients[database] else { return }
    context.coverage.count("txn_sent")
    let id: TransactionID = client.transact(outgoing.operations)
    channels[database, default: [:]][id] = outgoing.channel
  }

  /// The operator sets how long a connection may be silent, in the Northbound databases.
  private func updateProbes() {
    for (database, client) in clients {
      let interval = controller.probeInterval(of: database)
      if probes[database] == .some(interval) { continue }
      probes[database] = interval
      client.setProbeInterval(interval)
    }
  }

  // MARK: Log

  private func log(_ message: Message, _ now: Duration) {
    let level: Logger.Level =
      switch message.level {
      case .debug: .debug
      case .info: .info
      case .warning: .warning
      case .error: .error
      }
    context.log.log(level: level, limitedBy: &controllerLimit, at: now, "\(message.text)")
  }

  private func log(_ line: ClientLog) {
    let level: Logger.Level =
      switch line.level {
      case .debug: .debug
      case .info: .info
      case .warning: .warning
      case .error: .error
      }
    let module = line.module.rawValue
    if loggers[module] == nil { loggers[module] = Logger(module: module) }
    loggers[module]?.log(level: level, "\(line.message)")
  }
}

extension UpdateFormat {
  /// The same, as the replica calls it.
  fileprivate var ofReplica: TableUpdateFormat {
    switch self {
    case .update: .update
    case .update2: .update2
    }
  }
}

extension TransactionOutcome {
  /// The event counter of this outcome, named as the C library's.
  fileprivate var counterName: String {
    switch self {
    case .committed: "txn_success"
    case .failed: "txn_error"
    case .unknown: "txn_aborted"
    }
  }
}
