internal import Client
internal import Daemon
internal import OVSDB
internal import Reconcile
internal import Replica
internal import Transactions
internal import Tunnels

/// `ovn-controller` in the lab, as far as databases go: it registers a chassis, claims its ports and
/// confirms sequence numbers, as that of release 23.03 does. There are no packets: who hears whom is
/// the lab's to say. The tunnels to other chassis are kept by the module that ovn-ic keeps them by.
///
/// It calls its databases `OVN_Southbound` and `Open_vSwitch`.
struct Chassis: LabProgram {
  let controller: ChassisController
  let tunnels = TunnelController()
  /// Whose transactions wait for their outcome.
  private var senders: [ChassisDatabase: [TransactionID: Sender]] = [:]
  private var actions: [LabAction] = []

  /// Who sends transactions, one at a time to a database.
  private enum Sender: Int { case chassis, tunnels }

  /// - Parameters:
  ///   - hostname: the machine's name, for chassis whose `external_ids` give no other.
  ///   - isReachable: whether tunnels to a chassis work; when that changes,
  ///     ``reachabilityChanged(of:)`` is to be called.
  init(hostname: String, isReachable: @escaping (String) -> Bool) {
    controller = ChassisController(hostname: hostname, isReachable: isReachable)
  }

  var derivationCount: Int { controller.reconciler.runs + tunnels.runs }

  mutating func received(_ event: DatabaseEvent, of database: String, now: Duration) {
    guard let database = ChassisDatabase(rawValue: database) else { return }
    switch event {
    case .contents(let updates, let format):
      controller.replaceContents(of: database, with: updates, format: format.ofReplica)
      tunnels.replaceContents(of: database, with: updates, format: format.ofReplica)
    case .update(let updates, let format):
      controller.apply(updates, to: database, format: format.ofReplica)
      tunnels.apply(updates, to: database, format: format.ofReplica)
    case .synchronised: setSynchronised(true, database)
    case .disconnected: setSynchronised(false, database)
    case .transaction(let id, let outcome): finished(id, outcome.verdict, database, now)
    case .schema, .coverage, .lock, .gaveUp, .log: break
    }
  }

  private func setSynchronised(_ isInStep: Bool, _ database: ChassisDatabase) {
    controller.setSynchronised(isInStep, database)
    tunnels.setSynchronised(isInStep, database)
  }

  private mutating func finished(
    _ id: TransactionID, _ verdict: TransactionVerdict, _ database: ChassisDatabase, _ now: Duration
  ) {
    switch senders[database]?.removeValue(forKey: id) {
    case .chassis: controller.transactionFinished(database, verdict, now: now)
    case .tunnels: tunnels.transactionFinished(verdict, now: now)
    case nil: break
    }
  }

  mutating func sent(_ id: TransactionID, to database: String, tag: Int) {
    guard let database = ChassisDatabase(rawValue: database) else { return }
    senders[database, default: [:]][id] = Sender(rawValue: tag)
  }

  mutating func turn(now: Duration) {
    for (database, operations) in controller.advance(now: now) {
      actions.append(
        .transact(database: database.rawValue, tag: Sender.chassis.rawValue, operations))
    }
    if let operations = tunnels.advance(now: now) {
      actions.append(
        .transact(
          database: ChassisDatabase.vswitch.rawValue, tag: Sender.tunnels.rawValue, operations))
    }
    actions += (controller.takeMessages() + tunnels.takeMessages()).map { .log($0) }
  }

  mutating func takeActions() -> [LabAction] {
    defer { actions = [] }
    return actions
  }

  func wakeAt(now: Duration) -> Duration? {
    [controller.wakeAt(now: now), tunnels.wakeAt(now: now)].compactMap { $0 }.min()
  }

  var isConverged: Bool {
    controller.isConverged && tunnels.isConverged && senders.values.allSatisfy(\.isEmpty)
  }
}

// What happens to it from outside.
extension Chassis {
  /// The tunnels to a chassis work now, or work no longer.
  mutating func reachabilityChanged(of chassis: String) {
    controller.reachabilityChanged(of: chassis)
  }

  /// Takes back all that it wrote, as `ovn-appctl exit` does; the process may end once it has
  /// converged.
  mutating func exit() {
    controller.leave()
    tunnels.leave()
  }

  /// Derives everything anew.
  mutating func recompute() {
    controller.recompute()
    tunnels.recompute()
  }
}
