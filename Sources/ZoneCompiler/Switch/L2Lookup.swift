/// To which port a packet goes (ovn-northd(8), ingress tables 25 and 26).
extension FlowBuilder {
  mutating func addL2LookupDefaults(of context: SwitchContext) {
    add(
      .lsInL2Lkup, 110, match: "eth.dst == $svc_monitor_mac && (tcp || icmp || icmp6)",
      actions: "handle_svc_check(inport);", meter: world.meter("svc-monitor", of: context.copp))
    add(
      .lsInL2Lkup, 70, match: "eth.mcast",
      actions: "outport = \"\(MulticastGroupKind.flood.rawValue)\"; output;")
    add(.lsInL2Lkup, 0, match: "1", actions: "outport = get_fdb(eth.dst); next;")
    add(
      .lsInL2Unknown, 50, match: "outport == \"none\"",
      actions: context.hasUnknown
        ? "outport = \"\(MulticastGroupKind.unknown.rawValue)\"; output;"
        : FlowText(world.dropAction))
    add(.lsInL2Unknown, 0, match: "1", actions: "output;")
  }

  /// Packets for addresses that a port declares.
  mutating func addL2Lookup(of port: SwitchPortContext) {
    if port.type == .external { return }
    let actions: FlowText =
      port.isEnabled ? "outport = \(port.quotedName); output;" : FlowText(world.dropAction)
    for case .interface(let addresses) in port.declared {
      add(.lsInL2Lkup, 50, match: "eth.dst == \(addresses.macText)", actions: actions)
    }
  }
}
