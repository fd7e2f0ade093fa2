internal import Client
public import EventLoop
internal import Interconnect
import Logging
internal import OVSDB
internal import Replica
internal import Session

/// Runs the interconnection controller on its four databases.
///
/// The decisions are those of ``ControllerStateMachine``; here are the clients, the log and the clock.
@LoopActor
public final class ControllerDaemon {
  let context: DaemonContext
  private(set) var machine = ControllerStateMachine()
  private(set) var clients: [Database: DatabaseClient] = [:]
  private var isTurnScheduled = false
  private var isPerforming = false
  private var wakeUp: Timer?
  private var controllerLog: ControllerLog

  /// Connects to the databases that the settings name, and works until the daemon is to end.
  ///
  /// A connection method that makes no sense is logged; such a daemon has nothing to do but to answer
  /// its control socket.
  public static func run(_ context: DaemonContext) async {
    let tunnels = TunnelDaemon.start(context)
    defer { tunnels?.stop() }
    do throws(RemoteError) {
      try await ControllerDaemon(context).run()
    } catch {
      context.log.error("\(error)")
      await context.untilExit()
    }
  }

  var controller: InterconnectController { machine.controller }

  private init(_ context: DaemonContext) throws(RemoteError) {
    self.context = context
    controllerLog = ControllerLog(context.log)
    let remotes = context.settings.remotes
    for (database, text) in [
      (Database.northbound, remotes.northbound), (.southbound, remotes.southbound),
      (.icNorthbound, remotes.interconnectNorthbound),
      (.icSouthbound, remotes.interconnectSouthbound),
    ] {
      clients[database] = try makeClient(of: database, remotes: text)
    }
    registerCommands()
    let others = context.memoryReport
    context.memoryReport = { [weak self] in
      var report = others()
      for (name, count) in self?.controller.counts ?? [] where count != 0 { report[name] = count }
      return report
    }
  }

  private func run() async {
    for client in clients.values { client.start() }
    machine.start()
    perform()
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
    if context.isExiting { return }
    let now = LoopClock.now
    machine.turn(now: now)
    perform()
    wakeUp = machine.wakeAt(now: now).map { time in
      Timer(after: max(time - now, .milliseconds(1))) { [weak self] in self?.scheduleTurn() }
    }
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

  private func perform(_ action: ControllerStateMachine.Action) {
    switch action {
    case .transact(let channel, let operations):
      guard let client = clients[channel.database] else { return }
      context.coverage.count("txn_sent")
      let id: TransactionID = client.transact(operations)
      machine.sent(id, on: channel)
    case .setLock(let name, let database): clients[database]?.setLock(name)
    case .setProbeInterval(let interval, let database):
      clients[database]?.setProbeInterval(interval)
    case .log(let message): controllerLog.write(message)
    case .logActivity(let text): context.log.info("\(text)")
    }
  }
}
