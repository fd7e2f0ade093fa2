import JSON
import OVNModel
import OVSDB
import Replica
import Seeded
import Transactions

@testable import Interconnect

/// A controller with the four databases it joins, which a test writes directly.
///
/// The controller is given the updates that servers would send, and derives; nothing it wants is sent
/// unless a test says so with ``commit()``.
final class Bench {
  let controller = InterconnectController()
  let generation: SchemaGeneration
  private let tellsAllRoutes: Bool
  var nb: Contents
  var sb: Contents
  var inb: Contents
  var isb: Contents
  /// Where the UUIDs of new rows come from.
  var generator: SeededGenerator

  /// - Parameter tellsAllRoutes: whether the controller is told all routes, as by a server that knows no
  ///   conditions, or only those it asks for, with ``meetConditions()``.
  init(
    _ generation: SchemaGeneration = .newest, seed: UInt64 = 1, tellsAllRoutes: Bool = true
  ) {
    self.generation = generation
    self.tellsAllRoutes = tellsAllRoutes
    generator = SeededGenerator(seed: seed)
    nb = Contents(schema: generation.schema(of: .northbound).tables)
    sb = Contents(schema: generation.schema(of: .southbound).tables)
    inb = Contents(schema: generation.schema(of: .icNorthbound).tables)
    isb = Contents(schema: generation.schema(of: .icSouthbound).tables)
    generation.apply(to: controller)
    if !tellsAllRoutes {
      _ = isb.setConditions(InterconnectController.conditions(.icSouthbound))
    }
    controller.setCoverage(isb.conditions, of: .icSouthbound)
    for lock in Lock.allCases { controller.setLock(lock, isHeld: true) }
    for database in Interconnect.Database.allCases { controller.setSynchronised(true, database) }
  }

  func makeUUID() -> UUID { UUID.random(using: &generator) }

  subscript(database: Interconnect.Database) -> Contents {
    get {
      switch database {
      case .northbound: nb
      case .southbound: sb
      case .icNorthbound: inb
      case .icSouthbound: isb
      }
    }
    set {
      switch database {
      case .northbound: nb = newValue
      case .southbound: sb = newValue
      case .icNorthbound: inb = newValue
      case .icSouthbound: isb = newValue
      }
    }
  }

  /// Gives the controller what has changed.
  func feed() {
    for database in Interconnect.Database.allCases {
      if let update = self[database].takeUpdate() {
        controller.apply(update, to: database, format: .update2)
      }
    }
  }

  /// Has the server tell the routes that the controller asks for, if those are other ones.
  ///
  /// - Parameter meanwhile: happens between the request and its answer.
  /// - Returns: whether they are.
  @discardableResult
  func meetConditions(meanwhile: () -> Void = {}) -> Bool {
    guard let wanted = controller.takeConditions(), !tellsAllRoutes else { return false }
    feed()
    let certain = isb.conditions.merging(wanted) { before, after in before.filter(after.contains) }
    controller.setCoverage(certain, of: .icSouthbound)
    meanwhile()
    feed()
    controller.apply(isb.setConditions(wanted), to: .icSouthbound, format: .update2)
    controller.setCoverage(wanted, of: .icSouthbound)
    return true
  }

  /// Gives the controller what has changed, and has it derive.
  func settle() {
    feed()
    controller.derive()
  }

  /// A controller that has just been started with the present contents, and with what this one
  /// remembers of its registration.
  ///
  /// - Parameter knowsRoutes: whether it has the routes that this one has, or none yet.
  func makeFreshController(knowsRoutes: Bool = true) -> InterconnectController {
    let fresh = InterconnectController()
    generation.apply(to: fresh)
    var isb = isb
    if !knowsRoutes { _ = isb.setConditions(InterconnectController.conditions(.icSouthbound)) }
    fresh.setCoverage(isb.conditions, of: .icSouthbound)
    for database in Interconnect.Database.allCases {
      let contents = database == .icSouthbound ? isb : self[database]
      fresh.replaceContents(of: database, with: contents.everything, format: .update2)
      fresh.setSynchronised(true, database)
    }
    fresh.world.registration = controller.world.registration
    for lock in controller.world.locks { fresh.setLock(lock, isHeld: true) }
    fresh.derive()
    return fresh
  }

  /// Has the servers carry out everything that the controller wants to send now.
  ///
  /// - Returns: how many transactions there were.
  @discardableResult
  func commit(now: Duration = .zero) -> Int {
    feed()
    let outgoing = controller.advance(now: now)
    for transaction in outgoing {
      self[transaction.channel.database].execute(transaction.operations, &generator)
    }
    feed()
    for transaction in outgoing {
      controller.transactionFinished(transaction.channel, .committed, now: now)
    }
    return outgoing.count
  }

  /// Commits until the controller wants nothing more, or `rounds` have passed.
  ///
  /// - Returns: whether it came to rest.
  @discardableResult
  func converge(rounds: Int = 30) -> Bool {
    for round in 0..<rounds {
      let transactions = commit(now: .seconds(120 * round))
      if !meetConditions(), transactions == 0 { return true }
    }
    return false
  }
}

/// Which schemas the servers have.
enum SchemaGeneration: CaseIterable {
  /// The schemas that this package declares.
  case newest
  /// Those of release 23.03, without what later ones have added.
  case bookworm

  func apply(to controller: InterconnectController) {
    for database in Interconnect.Database.allCases {
      controller.setSchema(schema(of: database), of: database)
    }
    _ = controller.takeMessages()
  }

  func schema(of database: Interconnect.Database) -> DatabaseSchema {
    var schema =
      switch database {
      case .northbound: Self.northbound
      case .southbound: Self.southbound
      case .icNorthbound: ICNorthbound.schema
      case .icSouthbound: ICSouthbound.schema
      }
    if self == .newest { return schema }
    for (table, column) in Self.addedSince[database] ?? [] {
      schema.tables[table]?.columns[column] = nil
    }
    switch database {
    case .icNorthbound:
      schema.version = "1.0.0"
      schema.tables["Transit_Switch_Port"] = nil
    case .icSouthbound:
      schema.version = "1.1.1"
      schema.tables["Route"]?.columns["origin"]?.type.key = .string(
        .oneOf(["connected", "static"]))
    case .northbound, .southbound:
      break
    }
    return schema
  }

  private static let northbound = DatabaseSchema(
    name: Northbound.name, version: "7.0.0", tables: Northbound.schema.tables)
  private static let southbound = DatabaseSchema(
    name: Southbound.name, version: "20.27.0", tables: Southbound.schema.tables)

  private static let addedSince: [Interconnect.Database: [(String, String)]] = [
    .northbound: [("Logical_Switch_Port", "peer")],
    .southbound: [("Datapath_Binding", "nb_uuid"), ("Datapath_Binding", "type")],
    .icNorthbound: [
      ("IC_NB_Global", "nb_ic_cfg"), ("IC_NB_Global", "sb_ic_cfg"), ("Transit_Switch", "ports"),
    ],
    .icSouthbound: [
      ("IC_SB_Global", "nb_ic_cfg"), ("Availability_Zone", "nb_ic_cfg"), ("Route", "options"),
      ("Datapath_Binding", "type"), ("Datapath_Binding", "nb_ic_uuid"), ("Port_Binding", "type"),
      ("Port_Binding", "nb_ic_uuid"),
    ],
  ]
}
