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
  func answeredAddresses(of balancer: UUID, on router: UUID) -> [VirtualAddresses.Address] {
    guard let virtual = virtualAddresses[balancer] else { return [] }
    switch virtual.neighborMode {
    case .none: return []
    case .all: return virtual.addresses
    case .reachable:
      let networks = routerNetworks[router] ?? []
      return virtual.addresses.filter { address in
        guard let ip = address.ip else { return false }
        return networks.contains { $0.addresses.network(of: ip) != nil }
      }
    }
  }

  /// The addresses of a family that a router answers for.
  func answeredAddresses(of router: UUID, isIPv6: Bool) -> Set<String> {
    let space = AnsweredAddresses.Space(router: router, isIPv6: isIPv6)
    reads.note(answered.fact(of: space))
    return answered.addresses(in: space)
  }

  /// Whether a router answers for addresses of a family, whichever they are.
  func answers(_ router: UUID, isIPv6: Bool) -> Bool {
    let space = AnsweredAddresses.Space(router: router, isIPv6: isIPv6)
    reads.note(answered.occupancy(of: space))
    return !answered.isEmpty(space)
  }
}
