import OVSDB

/// Ports of machines that are on no chassis but on the physical network: only the chassis that serves such a
/// port lets the machine find a router (ovn-northd(8), ingress table 24).
extension FlowBuilder {
  mutating func addExternalPort(_ port: SwitchPortContext) {
    guard port.type == .external else { return }
    let routers = world.routerSidePorts(of: port.logicalSwitch)
    for localnet in world.localnetPorts(of: port.logicalSwitch) {
      for addresses in port.addresses {
        let source: FlowText = "inport == \(localnet.quotedName) && eth.src == \(addresses.macText)"
        for router in routers {
          for known in router.addresses {
            addRefusals(from: source, of: port, to: known, localnet.name)
          }
        }
      }
    }
  }

  /// Drops what a machine asks of a router, and what it sends there, elsewhere than on the port's chassis.
  private mutating func addRefusals(
    from source: FlowText, of port: SwitchPortContext, to router: InterfaceAddresses,
    _ inport: String
  ) {
    let drop = FlowText(world.dropAction)
    let elsewhere: FlowText = "!is_chassis_resident(\(port.quotedName))"
    for network in router.ipv4 {
      add(
        .lsInExternalPort, 100,
        match: "\(source) && \(elsewhere) && arp.tpa == \(network.address) && arp.op == 1",
        actions: drop, port: inport)
    }
    for network in router.ipv6 {
      let address = network.address
      add(
        .lsInExternalPort, 100,
        match: """
          \(source) && \(elsewhere) && nd_ns && ip6.dst == {\(address), \(network.solicitedNode)} && \
          nd.target == \(address)
          """, actions: drop, port: inport)
    }
    add(
      .lsInExternalPort, 100, match: "\(source) && eth.dst == \(router.macText) && \(elsewhere)",
      actions: drop, port: inport)
  }
}

extension World {
  /// The ports of a switch that are a physical network's.
  func localnetPorts(of logicalSwitch: UUID) -> [SwitchPortContext] {
    members(RosterKey(logicalSwitch, .type(.localnet))).compactMap { switchPorts[$0] }
  }

  /// The ports of a switch that lead to a router's port.
  func routerSidePorts(of logicalSwitch: UUID) -> [SwitchPortContext] {
    members(RosterKey(logicalSwitch, .type(.router))).compactMap { uuid in
      switchPorts[uuid].flatMap { $0.peer == nil ? nil : $0 }
    }
  }
}
