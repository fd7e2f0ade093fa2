internal import OVNModel
internal import OVSDB

extension Invariant {
  /// No zone learns what it has published itself. (Each zone has one router here.)
  static func noOwnRoutes(_ contents: MeshContents) throws(BrokenInvariant) {
    var own: [String] = []
    for zone in contents.zones where !zone.name.isEmpty {
      for route in zone.routes.values {
        guard let origin = route.externalIDs["ic-learned-route"].flatMap({ UUID($0) }),
          let published = contents.routes[origin],
          contents.name(ofZone: published.availabilityZone) == zone.name
        else { continue }
        own.append("\(zone.zone.name): \(route.ipPrefix) via \(route.nexthop)")
      }
    }
    try require("no zone learns its own routes", own)
  }
}
