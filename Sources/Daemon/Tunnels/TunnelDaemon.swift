internal import Client
internal import EventLoop
internal import Logging
internal import OVSDB
internal import Replica
internal import Session
internal import Tunnels

/// Keeps the tunnels of the gateway that the daemon runs on, where no ovn-controller does.
///
/// It works on connections of its own, whether or not the daemon acts for its zone: each gateway has its
/// own tunnels. When the daemon ends they stay, so that packets go on.
@LoopActor
final class TunnelDaemon {
  /// The option that names the gateway's Open_vSwitch database.
  nonisolated static let option = ProgramOption(
    name: "tunnels-db", argument: "DATABASE",
    help: "keep this gateway's tunnels in the Open_vSwitch\n"
      + String(repeating: " ", count: 28)
      + "database at DATABASE, in ovn-controller's place\n"
      + String(repeating: " ", count: 28) + "(default: leave them to ovn-controller)")

  private let context: DaemonContext
  private let controller = TunnelController()
  private var clients: [ChassisDatabase: DatabaseClient] = [:]
  private var transaction: TransactionID?
  private var isTurnScheduled = false
  private var wakeUp: Timer?
  private var limit = RateLimit(perMinute: 60, burst: 120)
  private let clientLog: ControllerLog

  /// Starts it, if the settings want it. A connection method that makes no sense is logged; the rest of
  /// the daemon goes on without it.
  static func start(_ context: DaemonContext) -> TunnelDaemon? {
    guard let remotes = context.settings.programOptions[option.name] else { return nil }
    let daemon = TunnelDaemon(context)
    do throws(RemoteError) {
      daemon.clients = [
        .vswitch: try daemon.makeClient(of: .vswitch, remotes: remotes),
        .southbound: try daemon.makeClient(
          of: .southbound, remotes: context.settings.remotes.southbound),
      ]
    } catch {
      context.log.error("--\(option.name): \(error)")
      return nil
    }
    for client in daemon.clients.values { client.start() }
    return daemon
  }

  private init(_ context: DaemonContext) {
    self.context = context
    clientLog = ControllerLog(context.log)
    context.memoryReport = { [weak self] in ["tunnels": self?.controller.tunnelCount ?? 0] }
  }

  /// Ends the connections.
  func stop() { for client in clients.values { client.stop() } }

  private func makeClient(
    of database: ChassisDatabase, remotes text: String
  ) throws(RemoteError) -> DatabaseClient {
    let remotes = try RemoteList(parsing: text, runDirectory: context.settings.directories.run)
    let tables = TunnelController.declared(database)
    let configuration = DatabaseClientConfiguration(
      database: database.rawValue, remotes: remotes.remotes, clusterID: remotes.clusterID,
      tls: context.settings.tls.configuration,
      monitored: { schema in tables.monitored(in: schema) })
    return DatabaseClient(configuration) { [weak self] event in self?.handle(event, of: database) }
  }

  private func handle(_ event: DatabaseEvent, of database: ChassisDatabase) {
    switch event {
    case .contents(let updates, let format):
      controller.replaceContents(of: database, with: updates, format: format.ofReplica)
    case .update(let updates, let format):
      controller.apply(updates, to: database, format: format.ofReplica)
    case .synchronised: controller.setSynchronised(true, database)
    case .disconnected: controller.setSynchronised(false, database)
    case .transaction(let id, let outcome): finished(id, outcome)
    // The daemon's own connection to the Southbound database has logged the same.
    case .log(let line): if database == .vswitch { clientLog.write(line) }
    case .schema, .coverage, .lock, .gaveUp: break
    }
    scheduleTurn()
  }

  private func finished(_ id: TransactionID, _ outcome: TransactionOutcome) {
    context.coverage.count(outcome.counterName)
    guard id == transaction else { return }
    transaction = nil
    controller.transactionFinished(outcome.verdict, now: LoopClock.now)
  }

  /// Sees to it that the controller has a turn after what is being handled now.
  private func scheduleTurn() {
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
    if let operations = controller.advance(now: now) {
      context.coverage.count("txn_sent")
      transaction = clients[.vswitch]?.transact(operations)
    }
    for message in controller.takeMessages() {
      context.log.log(level: .warning, limitedBy: &limit, at: now, "\(message)")
    }
    wakeUp = controller.wakeAt(now: now).map { time in
      Timer(after: max(time - now, .milliseconds(1))) { [weak self] in self?.scheduleTurn() }
    }
  }
}
