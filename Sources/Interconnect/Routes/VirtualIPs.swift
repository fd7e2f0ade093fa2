import Address
import Derive
import OVNModel
import OVSDB

/// An address that a load balancer of a router serves.
struct VirtualIP: Hashable, Comparable {
  let address: IPAddress
  let loadBalancer: UUID

  static func < (a: Self, b: Self) -> Bool {
    (a.address, a.loadBalancer) < (b.address, b.loadBalancer)
  }
}

extension World {
  func readVirtualIPs(_ router: UUID) -> [VirtualIP] {
    reads.note(fact(ofVirtualIPs: router))
    return vips.outputs[router] ?? []
  }

  /// The addresses of the load balancers of `router` and of its load balancer groups, each once for
  /// a balancer, whatever the ports.
  func deriveVirtualIPs(of router: UUID) -> [VirtualIP]? {
    guard let row = row(router, in: nb.routers) else { return nil }
    var balancers = row.loadBalancer
    for group in row.loadBalancerGroup {
      if let group = self.row(group, in: nb.loadBalancerGroups) {
        balancers.formUnion(group.loadBalancer)
      }
    }
    if balancers.isEmpty { return nil }
    var found: Set<VirtualIP> = []
    var problems: [String] = []
    for uuid in balancers {
      guard let balancer = self.row(uuid, in: nb.loadBalancers) else { continue }
      for text in balancer.vips.keys {
        if let vip = LoadBalancerVIP(parsing: text) {
          found.insert(VirtualIP(address: vip.address, loadBalancer: uuid))
        } else {
          problems.append("Route ad: Parsing failed for lb vip \(text) of Load_Balancer \(uuid).")
        }
      }
    }
    report(problems.sorted(), of: .routeSource(.loadBalancers(router: router)))
    return found.isEmpty ? nil : found.sorted()
  }
}
