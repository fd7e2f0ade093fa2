internal import Address
internal import JSON
internal import OVNModel
public import OVSDB
internal import Replica
internal import Transactions
public import ZoneCompiler

/// A zone's two databases and its compiler, without sockets: transactions are carried out at once.
public final class Bench {
  let northbound = Side(Northbound.schema)
  let southbound = Side(Southbound.schema)
  /// The compiler.
  public let controller: ZoneController
  /// What was wrong with transactions of the compiler.
  public private(set) var refusals: [String] = []
  /// How many operations the compiler has sent to each database.
  public private(set) var operationCounts: [ZoneDatabase: Int] = [:]
  /// How long the compiler itself has worked.
  public private(set) var workTime = Duration.zero
  private var now = Duration.zero

  /// An empty zone.
  public init() {
    controller = Self.makeController()
    connect(controller) { $0.monitor($1) }
  }

  private static func makeController() -> ZoneController {
    ZoneController(madeUpMAC: MACAddress(bits: 0x0a_5800_000001))
  }

  private func side(_ database: ZoneDatabase) -> Side {
    database == .northbound ? northbound : southbound
  }

  private func connect(
    _ controller: ZoneController, _ contents: (Side, [String: [String]]) -> JSONElement
  ) {
    for database in ZoneDatabase.allCases {
      let schema = database == .northbound ? Northbound.schema : Southbound.schema
      controller.setSchema(schema, of: database)
      let tables = ZoneController.declared(database).monitored(in: schema)
      controller.replaceContents(
        of: database, with: contents(side(database), tables), format: .update2)
      controller.setSynchronised(true, database)
    }
    controller.setLock(isHeld: true)
  }

  /// Changes Northbound, and traps if that is refused, since the test is wrong then.
  public func edit(_ operations: [OVSDB.Operation]) {
    if let problem = northbound.transact(operations) { preconditionFailure(problem) }
  }

  /// Changes Southbound, as a chassis does.
  public func editSouthbound(_ operations: [OVSDB.Operation]) {
    if let problem = southbound.transact(operations) { preconditionFailure(problem) }
  }

  /// How many rows of a Southbound table meet all conditions.
  public func countSouthbound(_ table: String, where conditions: [Condition]) -> Int {
    southbound.count(table, where: conditions)
  }

  /// Lets the compiler work until it has nothing left to do, or has worked too long.
  public func settle() {
    for _ in 0..<32 {
      deliver()
      let outgoing = measured {
        controller.advance(now: now, wallTime: .seconds(1_700_000_000) + now)
      }
      if outgoing.isEmpty, controller.isConverged { return }
      for transaction in outgoing { carryOut(transaction) }
      now += .seconds(1)
    }
    refusals.append("does not settle")
  }

  private func carryOut(_ transaction: ZoneController.Outgoing) {
    let database = transaction.database
    operationCounts[database, default: 0] += transaction.operations.count
    // The bench has no locks.
    let operations = transaction.operations.filter { if case .assert = $0 { false } else { true } }
    if let problem = side(database).transact(operations) {
      refusals.append(problem)
      deliver()
      controller.transactionFinished(
        database, .failed(DatabaseError(error: problem), operation: nil), now: now)
    } else {
      deliver()
      controller.transactionFinished(database, .committed, now: now)
    }
  }

  private func deliver() {
    for database in ZoneDatabase.allCases {
      for update in side(database).takeUpdates() {
        measured { controller.apply(update, to: database, format: .update2) }
      }
    }
  }

  /// What a compiler that knows nothing but the databases would change in them.
  public func operationsOfFreshController() -> [OVSDB.Operation] {
    let fresh = Self.makeController()
    connect(fresh) { $0.contents($1) }
    return fresh.advance(now: .zero, wallTime: .zero).flatMap(\.operations)
  }

  private func measured<Result>(_ body: () -> Result) -> Result {
    let clock = ContinuousClock()
    let start = clock.now
    defer { workTime += clock.now - start }
    return body()
  }

  /// What rows say in a column that holds a string or none, by their UUIDs.
  public func strings(
    _ column: String, in table: String, of database: ZoneDatabase
  ) -> [UUID: String] {
    side(database).strings(column, in: table)
  }

  /// Lets time pass.
  public func wait(_ time: Duration) { now += time }

  /// How long the compiler would sleep now; nothing if it waits for a change.
  public var sleep: Duration? { controller.wakeAt(now: now).map { $0 - now } }

  /// Milliseconds since 1970.
  public var wallTime: Int { 1_700_000_000_000 + Int(now / .milliseconds(1)) }

  /// Forgets the figures so far.
  public func clearCounts() {
    operationCounts = [:]
    workTime = .zero
    controller.clearStatistics()
  }
}
