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

/// The virtual addresses that a router answers for.
struct ReachableAddresses: Equatable {
  var ipv4: Set<String> = []
  var ipv6: Set<String> = []
}

/// Of which families a router answers for virtual addresses, whichever they are.
struct AnsweredFamilies: Equatable {
  let ipv4: Bool
  let ipv6: Bool

  init(_ addresses: ReachableAddresses) {
    ipv4 = !addresses.ipv4.isEmpty
    ipv6 = !addresses.ipv6.isEmpty
  }
}

extension World {
  func deriveReachableAddresses(of router: UUID) -> ReachableAddresses? {
    guard routers[router] != nil else { return nil }
    var result = ReachableAddresses()
    for balancer in members(RosterKey(router, .balancers)) {
      guard let virtual = virtualAddresses[balancer] else { continue }
      for address in virtual.addresses where isReachable(address, virtual.neighborMode, router) {
        if address.isIPv6 {
          result.ipv6.insert(address.text)
        } else {
          result.ipv4.insert(address.text)
        }
      }
    }
    return result
  }

  private func isReachable(
    _ address: VirtualAddresses.Address, _ mode: LoadBalancer.NeighborMode, _ router: UUID
  ) -> Bool {
    switch mode {
    case .none: return false
    case .all: return true
    case .reachable:
      guard let ip = address.ip else { return false }
      return (routerNetworks[router] ?? []).contains { $0.addresses.network(of: ip) != nil }
    }
  }
}
