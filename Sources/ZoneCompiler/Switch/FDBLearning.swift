/// Which Ethernet addresses are behind a port is learned from what the port sends, if it takes packets for
/// unknown addresses and need not say whose it sends (ovn-northd(8), ingress tables 2 and 3).
extension FlowBuilder {
  mutating func addFDBLearning(of port: SwitchPortContext) {
    guard port.hasUnknown, port.portSecurity.isEmpty, port.learnsAddresses else { return }
    let inport: FlowText = "inport == \(port.quotedName)"
    add(
      .lsInLookupFDB, 100, match: inport,
      actions: "reg0[11] = lookup_fdb(inport, eth.src); next;", port: port.name)
    add(
      .lsInPutFDB, 100, match: "\(inport) && reg0[11] == 0",
      actions: "put_fdb(inport, eth.src); next;", port: port.name)
  }
}

extension SwitchPortContext {
  /// Whether the port is of a kind behind which addresses are learned: a machine's, or a physical network's
  /// if the operator says so.
  fileprivate var learnsAddresses: Bool {
    type == .regular || type == .localnet && options.isTrue("localnet_learn_fdb")
  }
}
