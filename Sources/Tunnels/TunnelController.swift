public import JSON
import OVNModel
public import OVSDB
import Reconcile
public import Replica
public import Transactions

/// Keeps the tunnels of a chassis as ovn-controller(8) does: a port of the integration bridge for each
/// address of each other chassis.
///
/// Updates of the zone's Southbound database and the chassis's Open_vSwitch go in; transactions for the
/// latter come out, one at a time. It works while both are in step, and costs what has changed. Which
/// chassis this is, `external_ids:system-id` says; nothing is done until it is registered.
///
/// Times are durations since any fixed moment.
public final class TunnelController {
  let world = TunnelWorld()
  private var reconciler = Reconciler<String, ChassisDatabase>()
  private var synchronised: Set<ChassisDatabase> = []
  private var messages: [String] = []

  public init() {}

  /// The tables and columns of a database that are read, to choose what to monitor from.
  public static func declared(_ database: ChassisDatabase) -> MonitoredTables {
    switch database {
    case .southbound: southboundTables
    case .vswitch: switchTables
    }
  }

  private static let southboundTables = TunnelSouthboundTables(log: FactLog()).replica.declared
  private static let switchTables = TunnelSwitchTables(log: FactLog()).replica.declared

  private func replica(of database: ChassisDatabase) -> DatabaseReplica {
    switch database {
    case .southbound: world.sb.replica
    case .vswitch: world.vswitch.replica
    }
  }
}

// What goes in.
extension TunnelController {
  /// Replaces a database's contents.
  public func replaceContents(
    of database: ChassisDatabase, with updates: JSONElement, format: TableUpdateFormat
  ) {
    report(replica(of: database).replaceContents(with: updates, format: format), database)
  }

  /// Applies an update of a database.
  public func apply(
    _ updates: JSONElement, to database: ChassisDatabase, format: TableUpdateFormat
  ) {
    report(replica(of: database).apply(updates, format: format), database)
  }

  /// Says whether the replica of `database` is in step with its server.
  public func setSynchronised(_ isInStep: Bool, _ database: ChassisDatabase) {
    if isInStep { synchronised.insert(database) } else { synchronised.remove(database) }
  }

  /// Removes all tunnels from now on, as ovn-controller does when it exits.
  public func leave() { world.isLeaving = true }

  /// Derives everything anew, as at the start.
  public func recompute() {
    reconciler.invalidateAll()
    for (_, row) in world.sb.chassis.rows { reconciler.invalidate(row.name) }
    for (_, row) in world.vswitch.ports.rows {
      if let peer = row.peer { reconciler.invalidate(peer) }
    }
  }

  /// Takes the server's verdict on the transaction that was in flight.
  public func transactionFinished(_ verdict: TransactionVerdict, now: Duration) {
    // The update that it caused may have come in the same breath.
    if isActive { follow() }
    let finished = reconciler.finished(.vswitch, verdict, now: now)
    messages += finished.refusals.map { "tunnels to \($0.key): transaction refused: \($0.message)" }
  }

  private func report(_ problems: [ReplicaProblem], _ database: ChassisDatabase) {
    messages += problems.map { "\(database): \($0)" }
  }
}

// What comes out.
extension TunnelController {
  /// Whether it works now, or waits for a database.
  public var isActive: Bool { synchronised.count == ChassisDatabase.allCases.count }

  /// Derives what is stale, and returns the transaction for Open_vSwitch that is to be sent now.
  public func advance(now: Duration) -> [Operation]? {
    guard isActive else { return nil }
    derive()
    let name = world.localEnd?.chassis?.name ?? ""
    return reconciler.next(.vswitch, comment: "modifying OVS tunnels '\(name)'", now: now)
  }

  /// Derives what is stale and sends nothing.
  func derive() {
    follow()
    reconciler.derive(reads: world.reads, isGone: world.isGone, world.ports)
  }

  /// What each peer's tunnels want changed, apart from what is in flight.
  var wanted: [String: [Edit]] { reconciler.wanted(of: .vswitch) }

  /// How often a peer's tunnels have been derived.
  public var runs: Int { reconciler.runs }

  /// How many tunnels there are in the Open vSwitch.
  public var tunnelCount: Int { world.vswitch.ports.rows.count { $0.value.peer != nil } }

  /// When ``advance(now:)`` has something to do without anything having changed.
  public func wakeAt(now: Duration) -> Duration? {
    isActive ? reconciler.wakeAt(now: now) : nil
  }

  /// Whether nothing is left to derive, to send or to wait for.
  public var isConverged: Bool { isActive && world.log.isEmpty && reconciler.isEmpty }

  /// The lines for the log since the last call.
  public func takeMessages() -> [String] {
    defer { messages = [] }
    return messages
  }

  /// Turns rows that have changed into stale peers.
  private func follow() {
    for change in world.sb.chassis.takeChanges() {
      for row in world.sb.chassis.contents(of: change) { reconciler.invalidate(row.name) }
    }
    for change in world.vswitch.ports.takeChanges() {
      if world.vswitch.ports[change.uuid] == nil { world.names.portsHaveGone() }
      for row in world.vswitch.ports.contents(of: change) {
        if let peer = row.peer { reconciler.invalidate(peer) }
      }
    }
    reconciler.invalidate(readersOf: world.settle())
  }
}
