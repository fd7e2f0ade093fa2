import Derive
public import JSON
import OVNModel
public import OVSDB
public import Replica
public import Transactions

/// The interconnection controller of one zone, without sockets and clock.
///
/// Updates of the four databases go in; transactions come out, one at a time for each channel; the
/// server's verdict on each goes in again.  It works while this daemon holds the zone's lock and all
/// four databases are in step, and costs what has changed: a full recompute is the same code with
/// every key named.
///
/// Times are durations since any fixed moment.
public final class InterconnectController {
  let world = World()
  var works = Works()
  private var queues: [TransactionQueue<Subject>]
  /// What goes only with the last of all other changes.
  private var sequenceEdits: [Edit] = []
  private var synchronised: Set<Database> = []
  /// The routes that are asked for.
  private var conditions: [Condition] = []

  public init() {
    queues = Channel.allCases.map { _ in TransactionQueue() }
    works.invalidateAll()
  }

  /// A transaction to send.
  public struct Outgoing: Sendable {
    public let channel: Channel
    public let operations: [Operation]
  }

  /// What became of a transaction.
  public typealias Outcome = TransactionVerdict

  // MARK: What goes in

  /// The tables and columns that the controller knows of a database, to choose what to monitor from.
  public static func declared(_ database: Database) -> MonitoredTables {
    let log = FactLog()
    return switch database {
    case .northbound: NorthboundTables(log: log).replica.declared
    case .southbound: SouthboundTables(log: log).replica.declared
    case .icNorthbound: ICNorthboundTables(log: log).replica.declared
    case .icSouthbound: ICSouthboundTables(log: log).replica.declared
    }
  }

  /// The rows to monitor at first of tables that are not read whole: of Route none, until it is known
  /// which ones concern the zone.
  public static func conditions(_ database: Database) -> [String: [Condition]] {
    database == .icSouthbound ? [ICSouthbound.Route.table.name: []] : [:]
  }

  /// Takes the schema of the server that is connected now, and says once what it lacks.
  public func setSchema(_ schema: DatabaseSchema, of database: Database) {
    if world.capabilities[database] == schema { return }
    world.capabilities[database] = schema
    let missing = replica(of: database).declared.missing(in: schema)
    if !missing.isEmpty {
      world.messages.append(
        Message(
          level: .info,
          text: "\(database) \(schema.version) lacks \(missing.joined(separator: ", ")): what needs"
            + " them is off."))
    }
    recompute()
  }

  /// Replaces a database's contents.
  public func replaceContents(
    of database: Database, with updates: JSONElement, format: TableUpdateFormat
  ) {
    let problems = replica(of: database).replaceContents(with: updates, format: format)
    report(problems, database)
    forgetChangesIfStandby()
  }

  /// Applies an update of a database.
  public func apply(_ updates: JSONElement, to database: Database, format: TableUpdateFormat) {
    report(replica(of: database).apply(updates, format: format), database)
    forgetChangesIfStandby()
  }

  /// Takes which rows of a database are held: of a table that is named all of which one of the conditions
  /// holds, of any other all. Nothing is said of the table Route before this is called.
  public func setCoverage(_ conditions: [String: [Condition]], of database: Database) {
    guard database == .icSouthbound else { return }
    let coverage = RouteCoverage(
      conditions: conditions[ICSouthbound.Route.table.name].map { Set($0) })
    if !world.setRouteCoverage(coverage) { recompute() }
  }

  /// Without the zone's lock nothing is derived, and with it everything will be: until then, changes
  /// must not pile up.
  private func forgetChangesIfStandby() {
    if !world.locks.contains(.zone) { world.forgetChanges() }
  }

  /// Says whether the replica of `database` is in step with its server.
  public func setSynchronised(_ isInStep: Bool, _ database: Database) {
    if isInStep { synchronised.insert(database) } else { synchronised.remove(database) }
  }

  /// Says whether this daemon holds `lock`.
  public func setLock(_ lock: Lock, isHeld: Bool) {
    guard world.locks.contains(lock) != isHeld else { return }
    if isHeld { world.locks.insert(lock) } else { world.locks.remove(lock) }
    world.log.note(world.fact(of: lock))
    if lock == .zone, isHeld { recompute() }
  }

  /// Derives everything anew, as at the start.
  public func recompute() {
    recomputes += 1
    world.routers.invalidateAll()
    world.vips.invalidateAll()
    world.candidates.invalidateAll()
    works.invalidateAll()
    world.followEverything(&works)
  }

  /// Takes the server's verdict on the transaction that was in flight on `channel`.
  public func transactionFinished(_ channel: Channel, _ outcome: Outcome, now: Duration) {
    let index = channel.rawValue
    switch outcome {
    case .committed:
      // The update that it caused may have come in the same breath.
      if isActive { derive() }
      for subject in queues[index].committed(now: now, isStale: works.isStale) {
        works.invalidate(subject)
      }
    case .unknown:
      for subject in queues[index].lost() { works.invalidate(subject) }
    case .failed(let error, let operation):
      for notice in queues[index].failed(error, operation: operation, now: now) {
        let subject = notice.subject.map { "\($0): " } ?? ""
        world.messages.append(
          Message(
            level: .warning,
            text: "\(channel.database): transaction refused: \(subject)\(notice.message)"))
      }
      works.singles.invalidate(.sequenceNumbers)
    }
  }

  // MARK: What comes out

  /// Whether the controller works now, or waits for a lock or a database.
  public var isActive: Bool {
    world.locks.contains(.zone) && synchronised.count == Database.allCases.count
  }

  /// Derives what is stale, and returns the transactions that are to be sent now.
  public func advance(now: Duration) -> [Outgoing] {
    guard isActive else { return [] }
    derive()
    return Channel.allCases.compactMap { channel in
      next(channel, now).map { Outgoing(channel: channel, operations: $0) }
    }
  }

  /// Derives what is stale and sends nothing.
  func derive() {
    world.settle(&works)
    deriveStale()
  }

  /// What each subject wants changed in the database of `channel`, apart from what is in flight.
  func wantedEdits(_ channel: Channel) -> [Subject: [Edit]] {
    var edits = queues[channel.rawValue].pending
    if channel == .icSouthbound, !sequenceEdits.isEmpty {
      edits[.single(.sequenceNumbers)] = sequenceEdits
    }
    return edits
  }

  /// When ``advance(now:)`` has something to do without anything having changed.
  public func wakeAt(now: Duration) -> Duration? {
    guard isActive else { return nil }
    return Channel.allCases.filter { $0.lock.map(world.locks.contains) ?? true }
      .compactMap { queues[$0.rawValue].wakeAt(now: now, last: lastSubject(of: $0)) }.min()
  }

  private func lastSubject(of channel: Channel) -> Subject? {
    channel == .icSouthbound && isReadyForSequence ? .single(.sequenceNumbers) : nil
  }

  /// Whether a number may be confirmed as the last of all that is to be done.
  private var isReadyForSequence: Bool {
    works.isEmpty && !sequenceEdits.isEmpty && world.holdsNeededRoutes
  }

  /// Whether nothing is left to derive, to send or to wait for.
  public var isConverged: Bool {
    isActive && works.isEmpty && works.singles.isEmpty && queues.allSatisfy(\.isEmpty)
      && world.holdsNeededRoutes
  }

  /// The rows of the IC Southbound database to monitor from now on, of tables that are not read whole, if
  /// they are other ones than at the last call.
  public func takeConditions() -> [String: [Condition]]? {
    if world.neededRoutes == conditions { return nil }
    conditions = world.neededRoutes
    return [ICSouthbound.Route.table.name: conditions]
  }

  /// The lines for the log since the last call.
  public func takeMessages() -> [Message] {
    defer { world.messages.removeAll() }
    return world.messages
  }

  /// For each kind of result, how many keys it has and how often one was derived.
  public var statistics: [(kind: String, keys: Int, runs: Int)] { works.statistics }

  /// How often everything was derived anew.
  public private(set) var recomputes = 0

  /// Starts counting anew.
  public func clearStatistics() {
    recomputes = 0
    works.clearRuns()
  }

  /// How long a connection to `database` may be silent before it is probed: the operator's
  /// `ic_probe_interval`, in milliseconds (ovn-nb(5), ovn-ic-nb(5)).
  ///
  /// - Returns: `nil` for the default of the connection's kind, zero for never.
  public func probeInterval(of database: Database) -> Duration? {
    let options =
      switch database {
      case .northbound, .southbound: world.nb.globals.rows.first?.value.options
      case .icNorthbound, .icSouthbound: world.inb.globals.rows.first?.value.options
      }
    guard let text = options?["ic_probe_interval"], let value = Int32(text), value >= 0 else {
      return nil
    }
    return .milliseconds(value == 0 ? 0 : max(Int(value), 1_000))
  }

  /// How many rows each database's replica holds of what is counted in memory reports.
  public var counts: [(name: String, count: Int)] {
    [
      ("gateways", world.isb.gateways.count), ("port-bindings", world.isb.portBindings.count),
      ("routes", world.isb.routes.count), ("static-routes", world.nb.staticRoutes.count),
      ("transit-switches", world.inb.transitSwitches.count),
      ("zones", world.isb.availabilityZones.count),
    ]
  }

  // MARK: Workings

  private func replica(of database: Database) -> DatabaseReplica {
    switch database {
    case .northbound: world.nb.replica
    case .southbound: world.sb.replica
    case .icNorthbound: world.inb.replica
    case .icSouthbound: world.isb.replica
    }
  }

  private func report(_ problems: [ReplicaProblem], _ database: Database) {
    for problem in problems {
      world.messages.append(Message(level: .warning, text: "\(database): \(problem)"))
    }
  }

  private func next(_ channel: Channel, _ now: Duration) -> [Operation]? {
    if let lock = channel.lock, !world.locks.contains(lock) { return nil }
    var comment = "ovn-ic"
    var last: (subject: Subject, edits: [Edit])?
    if channel == .icSouthbound {
      if let name = world.zone?.name { comment += "\nAZ \(name)" }
      if isReadyForSequence {
        last = (.single(.sequenceNumbers), sequenceEdits)
      }
    }
    return queues[channel.rawValue].next(
      now: now, comment: comment, lock: channel.lock?.rawValue, last: last)
  }

  /// Derives stale keys in the order of what others build upon, as long as no channel has more edits
  /// than it can send soon.
  private func deriveStale() {
    let world = world
    derive(\.singles, as: Subject.single, isGone: { _ in false }, single)
    derive(
      \.transitSwitches, as: Subject.transitSwitch, isGone: { world.isGone(transitSwitch: $0) },
      world.transitSwitch)
    derive(\.gateways, as: Subject.gateway, isGone: { world.isGone(gateway: $0) }, world.gateway)
    derive(\.ports, as: Subject.port, isGone: { world.isGone(port: $0) }, world.port)
    derive(
      \.malformedRoutes, as: Subject.malformedRoute, isGone: { world.isb.routes[$0] == nil },
      world.malformedRoute)
    derive(
      \.routes, as: Subject.route, isGone: { world.isGone(route: $0) }, world.advertisedRoute)
    derive(
      \.learnedRoutes, as: Subject.learnedRoute, isGone: { world.isGone($0) }, world.learnedRoute)
  }

  /// Derives the stale keys of one kind; a key of which nothing is left is forgotten.
  private func derive<Key>(
    _ work: WritableKeyPath<Works, Work<Key, Fact>>, as subject: (Key) -> Subject,
    isGone: (Key) -> Bool, _ edits: (Key) -> [Channel: [Edit]]
  ) {
    while hasRoom, let key = works[keyPath: work].next() {
      let edits = edits(key)
      let reads = world.reads.take()
      if isGone(key) {
        works[keyPath: work].remove(key)
      } else {
        works[keyPath: work].record(key, reads: reads)
      }
      finish(subject(key), edits)
    }
  }

  private func single(_ key: Subject.Single) -> [Channel: [Edit]] {
    switch key {
    case .availabilityZone: world.availabilityZone()
    case .sequenceNumbers: world.sequenceNumbers()
    case .icNorthboundGlobal, .icSouthboundGlobal: world.globalRow(key)
    }
  }

  private var hasRoom: Bool {
    queues.allSatisfy { $0.backlog < 2 * $0.subjectsMaximum }
  }

  private func finish(_ subject: Subject, _ edits: [Channel: [Edit]]) {
    for channel in Channel.allCases {
      let edits = edits[channel] ?? []
      if subject == .single(.sequenceNumbers), channel == .icSouthbound {
        sequenceEdits = edits
        queues[channel.rawValue].noteDerivation(of: subject)
      } else {
        queues[channel.rawValue].put(edits, of: subject)
      }
    }
  }
}
