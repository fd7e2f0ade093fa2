import OVNModel
import OVSDB
import Replica

/// A balancer on a switch (ovn-northd(8), ingress tables 5, 6 and 12).
extension World {
  func flows(ofBalancer uuid: UUID, onSwitch logicalSwitch: UUID) -> [PlacedFlow] {
    guard hasMembers(RosterKey(logicalSwitch, .balancer(uuid))), datapaths[logicalSwitch] != nil,
      let balancer = balancers[uuid], let context = switches[logicalSwitch]
    else { return [] }
    var flows = FlowBuilder(self, datapath: logicalSwitch, cause: uuid)
    flows.addBalancing(of: balancer, on: context)
    return flows.flows
  }

  /// What a balancer does with a new connection to one of its addresses.
  func verdict(
    on vip: LoadBalancer.VirtualAddress, of balancer: LoadBalancer
  ) -> BalancingVerdict {
    var backends = vip.backendText
    var isEmpty = vip.backends.isEmpty
    if vip.healthCheck != nil {
      let alive = vip.backends.filter { isAlive($0, of: balancer) }
      isEmpty = alive.isEmpty
      backends = alive.map { backend in
        let port = backend.port ?? 0
        return backend.isIPv6 ? "[\(backend.address)]:\(port)" : "\(backend.address):\(port)"
      }.joined(separator: ",")
    }
    if isEmpty { return balancer.rejectsEmpty ? .reject : .drop }
    let action = zone.connectionMark == "ct_mark" ? "ct_lb_mark" : "ct_lb"
    let fields =
      balancer.selectionFields.isEmpty ? "" : "; hash_fields=\"\(balancer.selectionFields)\""
    return .balance("\(action)(backends=\(backends)\(fields)")
  }
}

/// What a balancer does with a new connection.
enum BalancingVerdict {
  /// The action, without the bracket that ends it.
  case balance(FlowText)
  case reject
  case drop
}

extension FlowBuilder {
  /// Adds what a balancer does on a switch.
  mutating func addBalancing(of balancer: LoadBalancer, on context: SwitchContext) {
    for vip in balancer.vips {
      addEmptyReport(vip, balancer, context)
      addOriginalDestination(vip, balancer)
      addChoice(vip, balancer, context)
      if balancer.affinityTimeout > 0 { addAffinity(vip, balancer) }
    }
  }

  /// Tells the CMS that somebody wants an address that has no backend.
  private mutating func addEmptyReport(
    _ vip: LoadBalancer.VirtualAddress, _ balancer: LoadBalancer, _ context: SwitchContext
  ) {
    guard balancer.reportsEmpty, vip.backends.isEmpty, !balancer.rejectsEmpty else { return }
    add(
      .lsInPreLB, 130, match: vip.eventMatch(balancer),
      actions: vip.eventActions(balancer), meter: world.meter("event-elb", of: context.copp))
  }

  /// Keeps the address that the client asked for, which hairpin traffic is told by.
  private mutating func addOriginalDestination(
    _ vip: LoadBalancer.VirtualAddress, _ balancer: LoadBalancer
  ) {
    let register = vip.isIPv6 ? "xxreg1" : "reg1"
    let port: FlowText = vip.port.map { "reg2[0..15] = \($0); " } ?? ""
    let action = world.zone.connectionMark == "ct_mark" ? "ct_lb_mark" : "ct_lb"
    add(
      .lsInPreStateful, 120,
      match: """
        reg0[2] == 1 && \(vip.family).dst == \(vip.address)\(vip.portMatch(balancer))
        """, actions: "\(register) = \(vip.address); \(port)\(action);")
  }

  private mutating func addChoice(
    _ vip: LoadBalancer.VirtualAddress, _ balancer: LoadBalancer, _ context: SwitchContext
  ) {
    let match: FlowText =
      "ct.new && \(vip.family).dst == \(vip.address)\(vip.portMatch(balancer))"
    let priority = vip.port == nil ? 110 : 120
    switch world.verdict(on: vip, of: balancer) {
    case .balance(let action):
      add(.lsInLB, priority, match: match, actions: "reg0[1] = 0; \(action));")
    case .drop:
      add(.lsInLB, priority, match: match, actions: FlowText(world.dropAction))
    case .reject:
      add(
        .lsInLB, priority, match: match,
        actions: """
          reg0 = 0; reject { outport <-> inport; \
          next(pipeline=egress,table=\(Stage.lsOutQoSMark.table));};
          """, meter: world.meter("reject", of: context.copp))
    }
  }
}

extension LoadBalancer.VirtualAddress {
  /// What a packet must have besides the address, if the balancer serves one port.
  func portMatch(_ balancer: LoadBalancer) -> FlowText {
    port.map { " && \(balancer.protocolName).dst == \($0)" } ?? ""
  }

  /// Packets to the address whatever is behind it.
  func eventMatch(_ balancer: LoadBalancer) -> FlowText {
    """
    \(family).dst == \(address) && \(balancer.protocolName)\(portMatch(balancer))
    """
  }

  /// What tells the CMS of them.
  func eventActions(_ balancer: LoadBalancer) -> FlowText {
    let text = port.map { isIPv6 ? "[\(address)]:\($0)" : "\(address):\($0)" } ?? address
    return """
      trigger_event(event = "empty_lb_backends", vip = "\(text)", \
      protocol = "\(balancer.protocolName)", load_balancer = "\(balancer.uuid.description)");
      """
  }
}
