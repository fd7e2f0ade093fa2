public import Address
import Derive
public import JSON
import OVNModel
public import OVSDB
public import Replica
public import Transactions

/// The compiler of one zone, without sockets and clock, in the place of ovn-northd.
///
/// Updates of Northbound and Southbound go in; transactions come out, one at a time for each database;
/// the server's verdict on each goes in again.  It works while this process holds the zone's lock and
/// both databases are in step, and costs what has changed: a full recompute is the same code with every
/// key named.
///
/// Times are durations since any fixed moment.
public final class ZoneController {
  let world: World
  private var queues: [ZoneDatabase: TransactionQueue<Subject>] = [:]
  private var flowOutput = FlowOutput()
  /// Whether a transaction with flows is on its way: until its verdict, what it changes is not known.
  private var areFlowsInFlight = false
  private var mustDeriveFlows = true
  /// What goes only with the last of all other changes.
  private var sequenceEdits: [Edit] = []
  private var synchronised: Set<ZoneDatabase> = []
  private var holdsLock = false
  /// How much the time since 1970 is ahead of the times that are told.
  private var wallTimeOffset = Duration.zero

  /// - Parameter madeUpMAC: a random Ethernet address. Its first half becomes the prefix of addresses that
  ///   are allocated, and all of it that of service monitors, unless Northbound has others.
  public init(madeUpMAC: MACAddress) {
    world = World(madeUpMAC: madeUpMAC)
    for database in ZoneDatabase.allCases {
      queues[database] = TransactionQueue(subjectsMaximum: .max)
    }
    for subject in Subject.singles { world.rowWork.invalidate(subject) }
  }

  /// A transaction to send.
  public struct Outgoing: Sendable {
    public let database: ZoneDatabase
    public let operations: [Operation]
  }

  // MARK: What goes in

  /// The tables and columns that the compiler knows of a database, to choose what to monitor from.
  public static func declared(_ database: ZoneDatabase) -> MonitoredTables {
    let log = FactLog()
    return switch database {
    case .northbound: NorthboundTables(log: log).replica.declared
    case .southbound: SouthboundTables(log: log).replica.declared
    }
  }

  /// Takes the schema of the server that is connected now, and says once what it lacks.
  public func setSchema(_ schema: DatabaseSchema, of database: ZoneDatabase) {
    if world.schemas[database] == schema { return }
    world.schemas[database] = schema
    let missing = replica(of: database).declared.missing(in: schema)
    if !missing.isEmpty {
      world.messages.append(
        Message(
          level: .debug,
          text: "\(database) \(schema.version) lacks \(missing.joined(separator: ", ")): what needs"
            + " them is off."))
    }
    recompute()
  }

  /// Replaces a database's contents.
  public func replaceContents(
    of database: ZoneDatabase, with updates: JSONElement, format: TableUpdateFormat
  ) {
    report(replica(of: database).replaceContents(with: updates, format: format), database)
    finishUpdate()
  }

  /// Applies an update of a database.
  public func apply(_ updates: JSONElement, to database: ZoneDatabase, format: TableUpdateFormat) {
    report(replica(of: database).apply(updates, format: format), database)
    finishUpdate()
  }

  /// Without the lock nothing is derived, and with it everything will be: until then, facts must not pile
  /// up.
  private func finishUpdate() {
    world.readFlowRows()
    if !holdsLock { _ = world.log.take() }
  }

  /// Says whether the replica of `database` is in step with its server.
  public func setSynchronised(_ isInStep: Bool, _ database: ZoneDatabase) {
    if isInStep { synchronised.insert(database) } else { synchronised.remove(database) }
  }

  /// Says whether this process holds the zone's lock, ``ZoneDatabase/lock``.
  public func setLock(isHeld: Bool) {
    if holdsLock == isHeld { return }
    holdsLock = isHeld
    if isHeld { recompute() }
  }

  /// Derives everything anew, as at the start.
  public func recompute() {
    recomputes += 1
    world.invalidateAll()
    mustDeriveFlows = true
  }

  /// Takes the server's verdict on the transaction that was in flight for `database`.
  public func transactionFinished(
    _ database: ZoneDatabase, _ verdict: TransactionVerdict, now: Duration
  ) {
    if database == .southbound { areFlowsInFlight = false }
    switch verdict {
    case .committed:
      // The update that it caused may have come in the same breath.
      if isActive { derive() }
      let work = world.rowWork
      for subject in queues[database]?.committed(now: now, isStale: work.isStale) ?? [] {
        invalidate(subject)
      }
    case .unknown:
      for subject in queues[database]?.lost() ?? [] { invalidate(subject) }
    case .failed(let error, let operation):
      for notice in queues[database]?.failed(error, operation: operation, now: now) ?? [] {
        let subject = notice.subject.map { "\($0): " } ?? ""
        world.messages.append(
          Message(
            level: .warning, text: "\(database): transaction refused: \(subject)\(notice.message)"))
      }
    }
  }

  private func invalidate(_ subject: Subject) {
    if subject == .logicalFlows {
      mustDeriveFlows = true
    } else {
      world.rowWork.invalidate(subject)
    }
  }

  // MARK: What comes out

  /// Whether the compiler works now, or waits for the lock or a database.
  public var isActive: Bool { holdsLock && synchronised.count == ZoneDatabase.allCases.count }

  /// Derives what is stale, and returns the transactions that are to be sent now.
  ///
  /// - Parameter wallTime: the time since 1970, for timestamps in the databases.
  public func advance(now: Duration, wallTime: Duration) -> [Outgoing] {
    guard isActive else { return [] }
    world.wallTime =
      wallTime.components.seconds * 1000 + wallTime.components.attoseconds / 1_000_000_000_000_000
    wallTimeOffset = wallTime - now
    derive()
    return ZoneDatabase.allCases.compactMap { database in
      next(database, now).map { Outgoing(database: database, operations: $0) }
    }
  }

  private func next(_ database: ZoneDatabase, _ now: Duration) -> [Operation]? {
    var last: (subject: Subject, edits: [Edit])?
    if database == .southbound, !sequenceEdits.isEmpty, !areFlowsInFlight {
      last = (.sequenceNumber, sequenceEdits)
    }
    let lock = database == .southbound ? ZoneDatabase.lock : nil
    let operations = queues[database]?.next(
      now: now, comment: "ovn-northd", lock: lock, last: last)
    if database == .southbound, operations != nil { areFlowsInFlight = true }
    return operations
  }

  /// Derives what is stale and sends nothing.
  func derive() {
    repeat {
      world.settle()
      deriveFlows()
      deriveRows()
      world.forgetNeighbors()
    } while !world.log.isEmpty || !world.rowWork.isEmpty
    world.sweep()
    outputFlows()
    let edits = world.sequenceNumber()
    _ = world.reads.take()
    if edits != sequenceEdits {
      sequenceEdits = edits
      queues[.southbound]?.noteDerivation(of: .sequenceNumber)
    }
  }

  private func deriveFlows() {
    while let key = world.flowWork.next() {
      let flows = world.flows(of: key)
      let reads = world.reads.take()
      world.flowTable.replace(key, with: flows)
      if flows.isEmpty, world.isGone(key) {
        world.flowWork.remove(key)
      } else {
        world.flowWork.record(key, reads: reads)
      }
    }
  }

  private func deriveRows() {
    while let subject = world.rowWork.next() {
      let edits = world.edits(of: subject)
      let reads = world.reads.take()
      if world.isGone(subject) {
        world.rowWork.remove(subject)
      } else {
        world.rowWork.record(subject, reads: reads)
      }
      queues[.northbound]?.put(edits.northbound, of: subject)
      queues[.southbound]?.put(edits.southbound, of: subject)
    }
  }

  /// Says which rows the flows need, unless rows are on their way whose arrival would change that.
  private func outputFlows() {
    guard !areFlowsInFlight,
      mustDeriveFlows || world.flowTable.hasChanged || !world.sb.logicalFlows.strays.isEmpty
    else { return }
    mustDeriveFlows = false
    queues[.southbound]?.put(flowOutput.update(world), of: .logicalFlows)
  }

  /// What each subject wants changed in a database, apart from what is in flight.
  func wantedEdits(_ database: ZoneDatabase) -> [Subject: [Edit]] {
    var edits = queues[database]?.pending ?? [:]
    if database == .southbound, !sequenceEdits.isEmpty { edits[.sequenceNumber] = sequenceEdits }
    return edits
  }

  /// When ``advance(now:wallTime:)`` has something to do without anything having changed.
  public func wakeAt(now: Duration) -> Duration? {
    guard isActive else { return nil }
    let oldest = world.neighborAges.wakeAt().map { .milliseconds($0) - wallTimeOffset }
    return ZoneDatabase.allCases.reduce(oldest) { earliest, database in
      let time = queues[database]?.wakeAt(
        now: now, last: database == .southbound && !sequenceEdits.isEmpty ? .sequenceNumber : nil)
      return [earliest, time].compactMap { $0 }.min()
    }
  }

  /// Whether nothing is left to derive, to send or to wait for.
  public var isConverged: Bool {
    isActive && world.log.isEmpty && world.flowWork.isEmpty && world.rowWork.isEmpty
      && sequenceEdits.isEmpty && !world.flowTable.hasChanged
      && queues.values.allSatisfy(\.isEmpty)
  }

  /// The lines for the log since the last call.
  public func takeMessages() -> [Message] {
    defer { world.messages.removeAll() }
    return world.messages
  }

  // MARK: Figures

  /// For each kind of result, how many keys it has and how often one was derived.
  public var statistics: [(kind: String, keys: Int, runs: Int)] {
    [
      ("flows", world.flowWork.count, world.flowWork.runs),
      ("rows", world.rowWork.count, world.rowWork.runs),
    ]
  }

  /// How often everything was derived anew.
  public private(set) var recomputes = 0

  /// Starts counting anew.
  public func clearStatistics() {
    recomputes = 0
    world.flowWork.clearRuns()
    world.rowWork.clearRuns()
  }

  /// How many things there are of what is counted in memory reports.
  public var counts: [(name: String, count: Int)] {
    [
      ("logical-flows", world.flowTable.count), ("ports", world.sb.portBindings.count),
      ("routers", world.nb.routers.count), ("switches", world.nb.switches.count),
    ]
  }

  /// How long a connection may be silent before it is probed: the operator's `northd_probe_interval`, in
  /// milliseconds (ovn-nb(5)).
  ///
  /// - Returns: `nil` for the default of the connection's kind, zero for never.
  public var probeInterval: Duration? {
    let options = world.nb.globals.rows.first?.value.options
    guard let value = options?["northd_probe_interval"].flatMap({ Int32($0) }), value >= 0 else {
      return nil
    }
    return .milliseconds(value == 0 ? 0 : max(Int(value), 1_000))
  }

  /// How long after the last work memory is given back: the operator's `northd_trim_timeout`, in
  /// milliseconds, at least a second (ovn-nb(5)).
  public var trimTimeout: Duration {
    let options = world.nb.globals.rows.first?.value.options
    let given = options?["northd_trim_timeout"].flatMap { UInt32($0) } ?? 30_000
    return .milliseconds(max(given, 1_000))
  }

  /// What all chassis of the zone can do, by northd's names for it.
  public var chassisFeatures: [(name: String, isThere: Bool)] {
    let settings = world.settings.current(.only) ?? Settings()
    return [
      ("ct_no_masked_label", settings.connectionMark == "ct_mark"),
      ("ct_lb_related", settings.hasCTLBRelated),
      ("mac_binding_timestamp", settings.timestampsNeighbors),
    ]
  }

  private func replica(of database: ZoneDatabase) -> DatabaseReplica {
    switch database {
    case .northbound: world.nb.replica
    case .southbound: world.sb.replica
    }
  }

  private func report(_ problems: [ReplicaProblem], _ database: ZoneDatabase) {
    for problem in problems {
      world.messages.append(Message(level: .warning, text: "\(database): \(problem)"))
    }
  }
}
