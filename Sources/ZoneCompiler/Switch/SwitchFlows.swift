import OVSDB

/// The families of stages that a switch has flows in whatever its ports are.
enum SwitchFamily: CaseIterable {
  // Layer 2 and services.
  case admission, portSecurity
  case arpResponder
  case l2Lookup
  case serviceDefaults, ruleDefaults, dns, snooping, forwardingGroups
}

/// Which family adds what to a switch: the only place that calls them.
extension World {
  func flows(ofSwitch uuid: UUID, _ family: SwitchFamily) -> [PlacedFlow] {
    guard datapaths[uuid] != nil, let context = switches[uuid] else { return [] }
    var flows = FlowBuilder(self, datapath: uuid)
    switch family {
    case .admission: flows.addAdmission(of: context)
    case .portSecurity: flows.addPortSecurityDefaults()
    case .arpResponder: flows.addARPResponderDefaults()
    case .l2Lookup: flows.addL2LookupDefaults(of: context)
    case .serviceDefaults: flows.addServiceDefaults()
    case .ruleDefaults: flows.addRuleDefaults()
    case .dns: flows.addDNS(of: context)
    case .snooping: flows.addSnooping(of: context)
    case .forwardingGroups: flows.addForwardingGroups()
    }
    return flows.flows
  }

  func flows(ofSwitchPort uuid: UUID) -> [PlacedFlow] {
    guard let port = switchPorts[uuid], datapaths[port.logicalSwitch] != nil,
      let context = switches[port.logicalSwitch]
    else { return [] }
    var flows = FlowBuilder(self, datapath: port.logicalSwitch, cause: uuid)
    flows.addPortSecurity(of: port)
    flows.addFDBLearning(of: port)
    flows.addARPResponder(of: port, on: context)
    flows.addVirtualPort(port)
    flows.addDHCP(of: port, on: context)
    flows.addExternalPort(port)
    flows.addL2Lookup(of: port)
    flows.addRouterLookup(of: port, on: context)
    flows.addResolution(of: port)
    return flows.flows
  }
}
