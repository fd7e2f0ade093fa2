import Address
import Derive
import OVNModel
import OVSDB
import Replica

/// Virtual addresses that a router answers for when a neighbour asks (`neighbor_responder`).
extension LoadBalancer {
  /// For which of its addresses routers answer.
  enum NeighborMode: String {
    /// Those in a network of the router.
    case reachable
    case all
    case none
  }

  var neighborMode: NeighborMode {
    let standard: NeighborMode = isTemplate ? .none : .reachable
    let mode = options["neighbor_responder"].flatMap { NeighborMode(rawValue: $0) }
    return mode == .reachable ? standard : mode ?? standard
  }
}

extension World {
  /// Those of a balancer's addresses that a router answers for.
  func reachableVIPs(
    of balancer: LoadBalancer, on router: UUID
  ) -> [LoadBalancer.VirtualAddress] {
    switch balancer.neighborMode {
    case .none: return []
    case .all: return balancer.vips
    case .reachable:
      let networks = routerNetworks[router] ?? []
      return balancer.vips.filter { vip in
        guard let address = IPAddress(parsing: vip.address) else { return false }
        return networks.contains { $0.addresses.network(of: address) != nil }
      }
    }
  }
}
