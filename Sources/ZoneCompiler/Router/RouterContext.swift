import OVNModel
import OVSDB

/// What the flows of a router depend on, of the router itself.
struct RouterContext: Equatable {
  let uuid: UUID
  let name: String
  let options: [String: String]
  let copp: UUID?
  /// Whether the router is wholly on one chassis (`options:chassis`).
  var isGatewayRouter: Bool { options[Key.chassis] != nil }
}

extension World {
  /// A router that is enabled.
  func deriveRouter(_ uuid: UUID) -> RouterContext? {
    guard let row = row(uuid, in: nb.routers), row.enabled != false else { return nil }
    return RouterContext(uuid: uuid, name: row.name, options: row.options, copp: row.copp)
  }
}
