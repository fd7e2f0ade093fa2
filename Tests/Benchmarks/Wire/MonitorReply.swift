import JSON
import OVSDB

/// The reply to "monitor_cond" (ovsdb-server(7), 4.1.12) of a server whose Route table has `count`
/// rows, as the text that arrives.  The same for the same count.
func monitorReply(routes count: Int) -> [UInt8] {
  var generator = SplitMix(state: 42)
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

/// A generator with a seed, so that every run decodes the same bytes.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
