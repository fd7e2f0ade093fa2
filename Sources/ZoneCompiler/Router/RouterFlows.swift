import OVSDB

/// The families of stages that a router has flows in whatever its ports are.
enum RouterFamily: CaseIterable {
  // Admission, neighbours, routing.
  case admission
}

/// Which family adds what to a router: the only place that calls them.
extension World {
  func flows(ofRouter uuid: UUID, _ family: RouterFamily) -> [PlacedFlow] {
    guard datapaths[uuid] != nil, let context = routers[uuid] else { return [] }
    var flows = FlowBuilder(self, datapath: uuid)
    switch family {
    case .admission: flows.addAdmission(of: context)
    }
    return flows.flows
  }

  func flows(ofRouterPort uuid: UUID) -> [PlacedFlow] {
    guard let port = routerPorts[uuid], datapaths[port.router] != nil else { return [] }
    var flows = FlowBuilder(self, datapath: port.router, cause: uuid)
    flows.addAdmission(of: port)
    return flows.flows
  }
}
