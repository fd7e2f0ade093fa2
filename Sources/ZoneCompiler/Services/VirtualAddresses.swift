import Address
import Derive
import OVNModel
import OVSDB
import Replica

/// The virtual addresses of a balancer, each once: what routers mind that do not mind who is behind them.
struct VirtualAddresses: Equatable {
  /// A virtual address.
  struct Address: Equatable {
    let text: String
    /// The same address, unless each chassis has its own.
    let ip: IPAddress?
    let isIPv6: Bool
  }

  /// In the order of their texts.
  let addresses: [Address]
  /// For which of them routers answer.
  let neighborMode: LoadBalancer.NeighborMode
  /// Whether other routers know the way to them (`add_route`).
  let isRouted: Bool
}

extension World {
  func deriveVirtualAddresses(_ uuid: UUID) -> VirtualAddresses? {
    guard let balancer = balancers[uuid] else { return nil }
    var seen: Set<String> = []
    let vips = balancer.vips.filter { seen.insert($0.address).inserted }
    return VirtualAddresses(
      addresses: vips.map { vip in
        VirtualAddresses.Address(
          text: vip.address,
          ip: balancer.isTemplate ? nil : IPAddress(parsing: vip.address), isIPv6: vip.isIPv6)
      }, neighborMode: balancer.neighborMode, isRouted: balancer.isRouted)
  }

  /// Whether a balancer of the router has the virtual address.
  func isVirtualAddress(_ address: String, of router: UUID) -> Bool {
    reads.note(nb.balancersByAddress.fact(of: address))
    return (nb.balancersByAddress[address] ?? .many([])).contains { uuid in
      hasMembers(RosterKey(router, .balancer(uuid)))
        && virtualAddresses[uuid]?.addresses.contains { $0.text == address } == true
    }
  }

  /// The virtual addresses that other routers know the way to, of all balancers of a router.
  func routedAddresses(of router: UUID) -> [VirtualAddresses.Address] {
    var seen: Set<String> = []
    return members(RosterKey(router, .routedBalancers)).flatMap { uuid in
      (virtualAddresses[uuid]?.addresses ?? []).filter { seen.insert($0.text).inserted }
    }
  }
}

extension Northbound.LoadBalancer {
  /// The virtual addresses that can be read, each once.
  var virtualAddresses: [String] {
    if options.isTrue("template") { return [] }
    var seen: Set<String> = []
    return vips.keys.compactMap { key in
      guard let vip = LoadBalancerVIP(parsing: key) else { return nil }
      let text = vip.address.description
      return seen.insert(text).inserted ? text : nil
    }
  }
}
