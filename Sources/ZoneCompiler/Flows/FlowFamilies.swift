import OVSDB
import Replica

/// The families of stages that a switch has flows in whatever its ports are.
enum SwitchFamily: CaseIterable {
  case admission, portSecurity, arpResponder, l2Lookup
}

/// The families of stages that a router has flows in whatever its ports are.
enum RouterFamily: CaseIterable {
  case admission
}

/// Which family adds what: the only place that calls them.
extension World {
  /// The flows of `key`, none if what it stands for is gone.
  func flows(of key: FlowKey) -> [PlacedFlow] {
    switch key {
    case .logicalSwitch(let uuid, let family): flows(ofSwitch: uuid, family)
    case .switchPort(let uuid): flows(ofSwitchPort: uuid)
    case .router(let uuid, let family): flows(ofRouter: uuid, family)
    case .routerPort(let uuid): flows(ofRouterPort: uuid)
    }
  }

  private func flows(ofSwitch uuid: UUID, _ family: SwitchFamily) -> [PlacedFlow] {
    guard datapaths[uuid] != nil, let context = switches[uuid] else { return [] }
    var flows = FlowBuilder(self, datapath: uuid)
    switch family {
    case .admission: flows.addAdmission(of: context)
    case .portSecurity: flows.addPortSecurityDefaults()
    case .arpResponder: flows.addARPResponderDefaults()
    case .l2Lookup: flows.addL2LookupDefaults(of: context)
    }
    return flows.flows
  }

  private func flows(ofSwitchPort uuid: UUID) -> [PlacedFlow] {
    guard let port = switchPorts[uuid], datapaths[port.logicalSwitch] != nil,
      let context = switches[port.logicalSwitch]
    else { return [] }
    var flows = FlowBuilder(self, datapath: port.logicalSwitch, cause: uuid)
    flows.addPortSecurity(of: port)
    flows.addARPResponder(of: port, on: context)
    flows.addL2Lookup(of: port)
    return flows.flows
  }

  private func flows(ofRouter uuid: UUID, _ family: RouterFamily) -> [PlacedFlow] {
    guard datapaths[uuid] != nil, let context = routers[uuid] else { return [] }
    var flows = FlowBuilder(self, datapath: uuid)
    switch family {
    case .admission: flows.addAdmission(of: context)
    }
    return flows.flows
  }

  private func flows(ofRouterPort uuid: UUID) -> [PlacedFlow] {
    guard let port = routerPorts[uuid], datapaths[port.router] != nil else { return [] }
    var flows = FlowBuilder(self, datapath: port.router, cause: uuid)
    flows.addAdmission(of: port)
    return flows.flows
  }

  /// Whether nothing is left of what `key` stands for.
  func isGone(_ key: FlowKey) -> Bool {
    switch key {
    case .logicalSwitch(let uuid, _): nb.switches[uuid] == nil
    case .switchPort(let uuid): nb.switchPorts[uuid] == nil
    case .router(let uuid, _): nb.routers[uuid] == nil
    case .routerPort(let uuid): nb.routerPorts[uuid] == nil
    }
  }
}
