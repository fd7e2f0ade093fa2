import OVNModel
import OVSDB

/// What the flows of a switch depend on, of the switch as a whole.
struct SwitchContext: Equatable {
  let uuid: UUID
  let name: String
  let otherConfig: [String: String]
  let copp: UUID?
  /// Whether a port takes packets for unknown addresses.
  let hasUnknown: Bool
  let hasLocalnet: Bool
  /// Whether every port leads to a router.
  let hasOnlyRouterPorts: Bool

  /// Whether packets keep their VLAN tags (`vlan-passthru`).
  var isVLANTransparent: Bool { otherConfig.isTrue("vlan-passthru") }
}

extension World {
  func deriveSwitch(_ uuid: UUID) -> SwitchContext? {
    guard let row = row(uuid, in: nb.switches) else { return nil }
    let routerPorts = members(RosterKey(uuid, .type(.router))).filter { routerPort(of: $0) != nil }
    return SwitchContext(
      uuid: uuid, name: row.name, otherConfig: row.otherConfig, copp: row.copp,
      hasUnknown: hasMembers(RosterKey(uuid, .unknown)),
      hasLocalnet: hasMembers(RosterKey(uuid, .type(.localnet))),
      hasOnlyRouterPorts: routerPorts.count == memberCount(RosterKey(uuid, .ports)))
  }
}
