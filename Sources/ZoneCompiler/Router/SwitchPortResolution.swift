import Address
import OVNModel
import OVSDB

/// The Ethernet addresses behind a switch's port, for the routers at the switch (ovn-northd(8), router
/// ingress table 17).
extension FlowBuilder {
  mutating func addResolution(of port: SwitchPortContext) {
    guard port.isEnabled else { return }
    switch port.type {
    case .router: addResolutionOfOthers(for: port)
    case .virtual: addVirtualResolution(of: port)
    default:
      guard !port.addresses.isEmpty,
        let routers = world.attachedRouters[port.logicalSwitch], !routers.isEmpty
      else { return }
      for addresses in port.addresses {
        for network in addresses.ipv4 + addresses.ipv6 {
          for router in routers where router.reaches(network.prefix.address) {
            addResolution(of: network.address, addresses.macText, for: router)
          }
        }
      }
    }
  }

  private mutating func addResolution(
    of address: String, _ mac: String, for router: AttachedRouter
  ) {
    let register = address.utf8.contains(UInt8(ascii: ".")) ? "reg0" : "xxreg0"
    add(
      .lrInARPResolve, 100,
      match: "outport == \(router.quotedName) && \(register) == \(address)",
      actions: "eth.dst = \(mac); next;", on: [router.router])
  }

  /// What the router behind this port knows of the other routers at the switch.
  private mutating func addResolutionOfOthers(for port: SwitchPortContext) {
    guard let routers = world.attachedRouters[port.logicalSwitch],
      let own = routers.first(where: { $0.switchPort == port.uuid }), !own.learnsRouters
    else { return }
    for other in routers where other.port != own.port {
      let actions: FlowText = "eth.dst = \(other.addresses.macText); next;"
      if !other.addresses.ipv4.isEmpty {
        add(
          .lrInARPResolve, 100,
          match: "outport == \(own.quotedName) && reg0 == \(other.addresses.ipv4.addressSet)",
          actions: actions, on: [own.router])
      }
      if !other.addresses.ipv6.isEmpty {
        add(
          .lrInARPResolve, 100,
          match: "outport == \(own.quotedName) && xxreg0 == \(other.addresses.ipv6.addressSet)",
          actions: actions, on: [own.router])
      }
    }
  }

  /// The address of a virtual port has whoever has claimed it; if nobody has, it is asked for.
  private mutating func addVirtualResolution(of port: SwitchPortContext) {
    guard let text = port.options["virtual-ip"], port.options["virtual-parents"] != nil,
      let address = IPAddress(nextHop: text)
    else { return }
    let binding = world.first(port.name, in: world.sb.portBindingsByName)?.row
    guard let parent = binding?.virtualParent, !parent.isEmpty, binding?.chassis != nil else {
      if let router = world.router(reaching: address, at: port.logicalSwitch) {
        addResolution(of: text, "00:00:00:00:00:00", for: router)
      }
      return
    }
    guard let (uuid, _) = world.first(parent, in: world.nb.switchPortsByName),
      let owner = world.switchPorts[uuid], let addresses = owner.addresses.first,
      let router = world.router(reaching: address, at: owner.logicalSwitch)
    else { return }
    addResolution(of: text, addresses.macText, for: router)
  }
}

extension AttachedRouter {
  fileprivate func reaches(_ address: IPAddress) -> Bool { addresses.network(of: address) != nil }
}

extension World {
  /// The first router at a switch that has a network with `address` there.
  fileprivate func router(reaching address: IPAddress, at logicalSwitch: UUID) -> AttachedRouter? {
    attachedRouters[logicalSwitch]?.first { $0.reaches(address) }
  }
}
