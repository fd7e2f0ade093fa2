/// Which packets a router takes at all (ovn-northd(8), router ingress table 0).
extension FlowBuilder {
  mutating func addAdmission(of context: RouterContext) {
    add(
      .lrInAdmission, 100, match: "vlan.present || eth.src[40]",
      actions: FlowText(world.dropAction))
    addDefaultDrop(.lrInAdmission)
  }

  /// Packets to the port's address and those to everybody; the address is kept for later stages, which
  /// then need not look at the port.
  mutating func addAdmission(of port: RouterPortContext) {
    guard port.isEnabled else { return }
    let actions: FlowText = "xreg0[0..47] = \(port.addresses.macText); next;"
    addLengthCheck(
      .lrInAdmission, of: port, match: "eth.mcast && inport == \(port.quotedName)", then: actions)
    var match: FlowText =
      "eth.dst == \(port.addresses.macText) && inport == \(port.quotedName)"
    if port.isGateway, !world.hasVTEP(beyond: port) {
      match += " && is_chassis_resident(\(QuotedName(port.redirectName)))"
    }
    addLengthCheck(.lrInAdmission, of: port, match: match, then: actions)
  }
}
