import Address
import OVSDB

/// What a zone may advertise: a route on a transit switch, and where it comes from.
struct RouteCandidate: Equatable {
  let key: RouteKey
  let origin: RouteOrigin
  /// The route is to take precedence over connected ones where it is learned.
  let overridesConnected: Bool
  /// The Northbound row that it comes from.
  let source: UUID
  let router: UUID
  let tag: String
}

/// Where a route comes from; in the order in which one is preferred over an equal one.
enum RouteOrigin: String, Comparable {
  case connected
  case `static`
  case loadbalancer

  /// The kind of Northbound row, as the daemon's log lines name it.
  var sourceKind: String {
    switch self {
    case .connected: "lrp"
    case .static: "route"
    case .loadbalancer: "loadbalancer"
    }
  }

  private var rank: Int {
    switch self {
    case .connected: 0
    case .static: 1
    case .loadbalancer: 2
    }
  }

  static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
}

/// A Northbound row, or a router's load balancers, that yield routes to advertise.
enum RouteSource: Hashable {
  case staticRoute(UUID)
  case routerPort(UUID)
  case loadBalancers(router: UUID)
}
