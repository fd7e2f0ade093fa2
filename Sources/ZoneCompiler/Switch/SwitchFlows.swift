import OVSDB

/// The families of stages that a switch has flows in whatever its ports are.
enum SwitchFamily: CaseIterable {
  // Layer 2 and services.
  case admission, portSecurity
  case arpResponder
  case l2Lookup
  case serviceDefaults, dns, snooping, forwardingGroups
  // Security and balancing.
  case preACL, acl
  case stateful
  case qos
  case preBalancing, balancing, hairpin
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
    case .dns: flows.addDNS(of: context)
    case .snooping: flows.addSnooping(of: context)
    case .forwardingGroups: flows.addForwardingGroups()
    case .preACL: flows.addPreACLDefaults()
    case .acl: flows.addACLDefaults()
    case .stateful: flows.addStateful()
    case .qos: flows.addQoSDefaults()
    case .preBalancing: flows.addPreBalancing()
    case .balancing: flows.addBalancingDefaults()
    case .hairpin: flows.addHairpin()
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
    flows.addTrackingBypass(of: port)
    flows.addDHCPReplyPassage(of: port)
    return flows.flows
  }
}
