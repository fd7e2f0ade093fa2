import Address
import OVNModel
import OVSDB
import Replica

/// The availability zone as which the daemon acts.
struct Zone: Equatable {
  /// Its row in the IC Southbound database; zero once a zone without a name has none.
  var uuid: UUID
  var name: String
  /// The operator has taken the name away: everything published is withdrawn, then the row goes, and
  /// nothing that was learned from other zones stays.
  var isLeaving: Bool
  var routing: RouteOptions
  /// Whether all routes are held that it has published; before, nothing can be said of routes.
  var holdsOwnRoutes: Bool
}

extension World {
  /// What the zone is now, from the Northbound database's name and the registered row.
  ///
  /// A name that is not registered yet means no zone.
  func deriveZone() -> Zone? {
    guard let global = nb.globals.rows.min(by: { $0.key < $1.key })?.value else { return nil }
    if let uuid = registration, isb.availabilityZones[uuid] == nil { registration = nil }
    let routing = RouteOptions(global.options)
    if global.name.isEmpty {
      guard let uuid = registration, let row = isb.availabilityZones[uuid] else {
        return Zone(
          uuid: .zero, name: "", isLeaving: true, routing: routing, holdsOwnRoutes: true)
      }
      return Zone(
        uuid: uuid, name: row.name, isLeaving: true, routing: routing,
        holdsOwnRoutes: routeCoverage.includes(.routes(of: uuid)))
    }
    if registration == nil {
      switch isb.zonesByName[global.name] {
      case nil: return nil
      case .one(let uuid): registration = uuid
      case .many(let uuids): registration = uuids.min()
      }
    }
    return registration.map {
      Zone(
        uuid: $0, name: global.name, isLeaving: false, routing: routing,
        holdsOwnRoutes: routeCoverage.includes(.routes(of: $0)))
    }
  }
}
