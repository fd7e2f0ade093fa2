import OVSDB

/// What one result is about, and so what succeeds or fails as a whole within a transaction.
enum Subject: Hashable, CustomStringConvertible {
  case single(Single)
  case transitSwitch(String)
  case gateway(String)
  case port(String)
  case route(RouteKey)
  case malformedRoute(UUID)
  case learnedRoute(LearnedRouteKey)
  /// Without edits of its own; something may be wrong with it.
  case router(UUID)
  /// Likewise.
  case routeSource(RouteSource)

  /// Of these there is one of each.
  enum Single: Hashable, CaseIterable {
    case availabilityZone, icNorthboundGlobal, icSouthboundGlobal, sequenceNumbers
  }

  var description: String {
    switch self {
    case .single(.availabilityZone): "availability zone"
    case .single(.icNorthboundGlobal): "IC_NB_Global"
    case .single(.icSouthboundGlobal): "IC_SB_Global"
    case .single(.sequenceNumbers): "sequence numbers"
    case .transitSwitch(let name): "transit switch \(name)"
    case .gateway(let name): "gateway \(name)"
    case .port(let name): "port \(name)"
    case .route(let key): "route \(key)"
    case .malformedRoute(let uuid): "Route \(uuid)"
    case .learnedRoute(let key): "Route \(key.route) in router \(key.router)"
    case .router(let uuid): "Logical_Router \(uuid)"
    case .routeSource(.staticRoute(let uuid)): "Logical_Router_Static_Route \(uuid)"
    case .routeSource(.routerPort(let uuid)): "Logical_Router_Port \(uuid)"
    case .routeSource(.loadBalancers(let router)): "load balancers of Logical_Router \(router)"
    }
  }
}
