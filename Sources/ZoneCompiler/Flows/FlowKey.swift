import OVSDB
import Replica

/// What a set of flows is derived for, and so what is derived again when something it read changes.
///
/// A key is as small as what an operator changes in one go, so that a change costs little, and not
/// smaller, since each key keeps what it read. Most keys are of a port, and wide as a UUID; what is wider is
/// kept beside them (`indirect`).
enum FlowKey: Hashable {
  /// What a switch has whatever its ports are, one key a family.
  case logicalSwitch(UUID, SwitchFamily)
  /// A switch's port.
  case switchPort(UUID)
  /// What a router has whatever its ports are, one key a family.
  case router(UUID, RouterFamily)
  /// A router's port.
  case routerPort(UUID)
  /// A router's static routes to one destination.
  indirect case routes(UUID, RouteDestination)
  /// The multicast groups that chassis have learned on a switch, or beyond a router.
  case learnedGroups(UUID)
  /// A router's policy.
  case policy(UUID)
  /// A rule of a router's address translation.
  case nat(UUID)
  /// What the rules of a router for the same address outside share.
  indirect case externalAddress(UUID, String)
  /// The requests that a router sends to the switch of this port.
  case routerRequests(UUID)
  /// A rule on a switch that has it, or has ports of a group that has it.
  indirect case acl(UUID, on: UUID)
  /// A rule of a switch that marks or limits packets.
  case qos(UUID)
  /// A balancer on a switch, and one on a router.
  indirect case balancer(UUID, onSwitch: UUID)
  indirect case routerBalancer(UUID, on: UUID)
  /// The addresses from which a balancer's backends are probed.
  case monitors(UUID)
}

extension World {
  /// The flows of `key`, none if what it stands for is gone.
  func flows(of key: FlowKey) -> [PlacedFlow] {
    switch key {
    case .logicalSwitch(let uuid, let family): flows(ofSwitch: uuid, family)
    case .switchPort(let uuid): flows(ofSwitchPort: uuid)
    case .router(let uuid, let family): flows(ofRouter: uuid, family)
    case .routerPort(let uuid): flows(ofRouterPort: uuid)
    case .routes(let router, let destination): flows(ofRoutesTo: destination, on: router)
    case .learnedGroups(let uuid): flows(ofLearnedGroupsOn: uuid)
    case .policy(let uuid): flows(ofPolicy: uuid)
    case .nat(let uuid): flows(ofNAT: uuid)
    case .externalAddress(let router, let address): flows(ofExternalAddress: address, on: router)
    case .routerRequests(let port): flows(ofRequestsFromRouterAt: port)
    case .acl(let uuid, let logicalSwitch): flows(ofACL: uuid, on: logicalSwitch)
    case .qos(let uuid): flows(ofQoS: uuid)
    case .balancer(let uuid, let logicalSwitch): flows(ofBalancer: uuid, onSwitch: logicalSwitch)
    case .routerBalancer(let uuid, let router): flows(ofBalancer: uuid, onRouter: router)
    case .monitors(let uuid): flows(ofMonitorsOf: uuid)
    }
  }

  /// Whether nothing is left of what `key` stands for.
  func isGone(_ key: FlowKey) -> Bool {
    switch key {
    case .logicalSwitch(let uuid, _): nb.switches[uuid] == nil
    case .switchPort(let uuid): nb.switchPorts[uuid] == nil
    case .router(let uuid, _): nb.routers[uuid] == nil
    case .routerPort(let uuid): nb.routerPorts[uuid] == nil
    case .routes(let router, let destination):
      rosters.members(RosterKey(router, .routes(destination))).isEmpty
    case .learnedGroups(let uuid): nb.switches[uuid] == nil && nb.routers[uuid] == nil
    case .policy(let uuid): nb.policies[uuid] == nil
    case .nat(let uuid): nb.nats[uuid] == nil
    case .externalAddress(let router, let address):
      rosters.members(RosterKey(router, .externalAddress(address))).isEmpty
    case .routerRequests(let port): nb.switchPorts[port] == nil
    case .acl(let uuid, let logicalSwitch): !isOwned(acl: uuid, by: logicalSwitch)
    case .qos(let uuid): nb.qos[uuid] == nil
    case .balancer(let uuid, let datapath), .routerBalancer(let uuid, let datapath):
      rosters.members(RosterKey(datapath, .balancer(uuid))).isEmpty
    case .monitors(let uuid): nb.loadBalancers[uuid] == nil
    }
  }
}
