import OVSDB

/// What a set of flows is derived for, and so what is derived again when something it read changes.
///
/// A key is as small as what an operator changes in one go, so that a change costs little, and not
/// smaller, since each key keeps what it read.
enum FlowKey: Hashable {
  /// What a switch has whatever its ports are, one key a family.
  case logicalSwitch(UUID, SwitchFamily)
  /// A switch's port.
  case switchPort(UUID)
  /// What a router has whatever its ports are, one key a family.
  case router(UUID, RouterFamily)
  /// A router's port.
  case routerPort(UUID)
}
