import JSON
import OVSDB
import Seeded

/// The reply to "monitor_cond" (ovsdb-server(7), 4.1.12) of a server whose Route table has `count`
/// rows, as the text that arrives.  The same for the same count.
func monitorReply(routes count: Int) -> [UInt8] {
  var generator = SeededGenerator(seed: 42)
  let zones = (0..<4).map { _ in UUID.random(using: &generator) }
  var rows: [String: JSON] = [:]
  for number in 0..<count {
    var route = Route()
    route.transitSwitch = "ts\(number % 8)"
    route.availabilityZone = zones[number % zones.count]
    route.prefix = "10.\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)/32"
    route.nexthop = "169.254.100.\(number % 250 + 1)"
    route.origin = number.isMultiple(of: 3) ? .static : .connected
    route.externalIDs = [
      "ic-node": "gateway-\(number % 16)", "lr-id": UUID.random(using: &generator).description,
    ]
    let row = JSON.object(Route.table.json(of: route).merging(Route.defaults(of: route)) { $1 })
    rows[UUID.random(using: &generator).description] = ["initial": row]
  }
  let reply: JSON = ["id": 3, "error": nil, "result": ["Route": .object(rows)]]
  return Array(reply.description.utf8)
}

extension Route {
  /// An enumeration's first case is a default to us but not to a server, which always sends it.
  fileprivate static func defaults(of route: Route) -> [String: JSON] {
    ["origin": route.origin.json]
  }
}
