import OVSDB

/// The families of stages that a router has flows in whatever its ports are.
enum RouterFamily: CaseIterable {
  // Admission, neighbours, routing.
  case admission, neighborLearning, ipInput, advertisements, routing, policies, arpResolve
  case packetLength, gatewayRedirect, arpRequest
  // Translation and balancing.
  case translation
}

/// Which family adds what to a router: the only place that calls them.
extension World {
  func flows(ofRouter uuid: UUID, _ family: RouterFamily) -> [PlacedFlow] {
    guard datapaths[uuid] != nil, let context = routers[uuid] else { return [] }
    var flows = FlowBuilder(self, datapath: uuid)
    switch family {
    case .admission: flows.addAdmission(of: context)
    case .neighborLearning: flows.addNeighborLearning(of: context)
    case .ipInput: flows.addIPInput(of: context)
    case .advertisements: flows.addRouterAdvertisementDefaults()
    case .routing: flows.addRouting(of: context)
    case .policies: flows.addPolicyDefaults()
    case .arpResolve: flows.addARPResolveDefaults()
    case .packetLength: flows.addPacketLengthDefaults()
    case .gatewayRedirect: flows.addGatewayRedirectDefaults()
    case .arpRequest: flows.addARPRequests(of: context)
    case .translation: flows.addTranslation(of: context)
    }
    return flows.flows
  }

  func flows(ofRouterPort uuid: UUID) -> [PlacedFlow] {
    guard let router = owner(of: uuid, in: nb.routerOfPort), datapaths[router] != nil,
      let context = routers[router]
    else { return [] }
    var flows = FlowBuilder(self, datapath: router, cause: uuid)
    flows.addRouteTable(ofPort: uuid)
    guard let port = routerPorts[uuid] else { return flows.flows }
    flows.addAdmission(of: port)
    flows.addNeighborLookup(of: port, on: context)
    flows.addIPv4Input(of: port, on: context)
    flows.addIPv6Input(of: port, on: context)
    flows.addRouterAdvertisement(of: port, on: context)
    flows.addConnectedRoutes(of: port)
    flows.addARPResolve(of: port)
    flows.addPacketLength(of: port, on: context)
    flows.addGatewayRedirect(of: port)
    flows.addDelivery(of: port, on: context)
    flows.addForcedSNAT(of: port)
    flows.addVirtualAddressReplies(of: port, on: context)
    flows.addRoutableAddresses(of: port)
    return flows.flows
  }
}
