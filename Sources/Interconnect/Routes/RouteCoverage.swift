import Derive
import JSON
import OVSDB
import Replica

/// Which rows of the IC Southbound database's table Route are held: of a large mesh only those that this
/// zone has published, and those on transit switches that its routers are attached to.
///
/// A row that is held is what the database has, wherever it stands. That a row is not held says that it
/// does not exist only where it would be among these.
struct RouteCoverage: Equatable {
  /// All rows of which one of these holds; `nil` is all.
  let conditions: Set<Condition>?

  static let none = RouteCoverage(conditions: [])
  static let all = RouteCoverage(conditions: nil)

  /// Whether all rows are held, whatever they say.
  var isWhole: Bool { conditions == nil }

  /// Whether all rows are held of which the condition holds.
  func includes(_ condition: Condition) -> Bool { conditions?.contains(condition) ?? true }

  /// The conditions of which this and another coverage make different statements, if neither is whole.
  func difference(from other: Self) -> Set<Condition> {
    (conditions ?? []).symmetricDifference(other.conditions ?? [])
  }
}

extension Condition {
  /// The routes that a zone has published.
  static func routes(of zone: UUID) -> Condition {
    Condition("availability_zone", .equal, .uuid(zone))
  }

  /// The routes on a transit switch, whoever has published them.
  static func routes(on transitSwitch: String) -> Condition {
    Condition("transit_switch", .equal, .string(transitSwitch))
  }
}

extension World {
  /// Takes which rows are held now.
  ///
  /// - Returns: whether what that concerns can be found by what was read; otherwise all is to be derived
  ///   anew.
  func setRouteCoverage(_ coverage: RouteCoverage) -> Bool {
    let before = routeCoverage
    routeCoverage = coverage
    if before.isWhole != coverage.isWhole { return false }
    for condition in coverage.difference(from: before) { log.note(fact(of: condition)) }
    return true
  }

  /// Whether all routes on a transit switch are held.
  func holdsRoutes(on transitSwitch: String) -> Bool {
    let condition = Condition.routes(on: transitSwitch)
    reads.note(fact(of: condition))
    return routeCoverage.includes(condition)
  }

  /// Finds the rows that are to be held: this zone's, to keep up what it has published wherever that is,
  /// and those that its routers may learn.
  func settleNeededRoutes() {
    guard mayNeedOtherRoutes else { return }
    mayNeedOtherRoutes = false
    let own = zone.map { $0.uuid == .zero ? [] : [Condition.routes(of: $0.uuid)] } ?? []
    neededRoutes = own + participants.keys.sorted().map { .routes(on: $0) }
  }

  /// Whether all rows are held that are to be.
  var holdsNeededRoutes: Bool { neededRoutes.allSatisfy(routeCoverage.includes) }
}
