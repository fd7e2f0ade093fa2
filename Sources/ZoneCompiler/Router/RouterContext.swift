import OVNModel
import OVSDB

/// What the flows of a router depend on, of the router itself.
struct RouterContext: Equatable {
  let uuid: UUID
  let name: String
  let options: [String: String]
  let copp: UUID?
  /// Whether a port gets all multicast packets.
  let floodsMulticast: Bool

  /// Whether the router is wholly on one chassis (`options:chassis`).
  var isGatewayRouter: Bool { options[Key.chassis] != nil }
  /// Whether a neighbour is learned from whatever request it sends.
  var learnsFromRequests: Bool { options.isNotFalse("always_learn_from_arp_request") }
  /// Whether the addresses of other routers are asked for instead of known.
  var learnsRouters: Bool { options.isTrue("dynamic_neigh_routers") }
  /// Whether multicast packets are routed.
  var relaysMulticast: Bool { options.isTrue("mcast_relay") }
}

extension World {
  /// A router that is enabled.
  func deriveRouter(_ uuid: UUID) -> RouterContext? {
    guard let row = row(uuid, in: nb.routers), row.enabled != false else { return nil }
    return RouterContext(
      uuid: uuid, name: row.name, options: row.options, copp: row.copp,
      floodsMulticast: hasMembers(RosterKey(uuid, .multicastFlood)))
  }
}
