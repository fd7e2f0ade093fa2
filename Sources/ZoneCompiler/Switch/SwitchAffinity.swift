/// Clients that keep their backend for a while (ovn-northd(8), ingress tables 11, 12 and 13).
extension FlowBuilder {
  mutating func addAffinity(_ vip: LoadBalancer.VirtualAddress, _ balancer: LoadBalancer) {
    // Addresses that chassis fill in count as IPv6 here, as they do for northd, but for the first match.
    let isIPv6 = vip.isIPv6 || balancer.isTemplate
    let family = isIPv6 ? "ip6" : "ip4"
    let register = isIPv6 ? "xxreg1" : "reg1"
    let portMatch: FlowText = vip.port.map { " && reg2[0..15] == \($0)" } ?? ""
    add(
      .lsInLBAffCheck, 100,
      match: "ct.new && \(family) && \(register) == \(vip.address)\(portMatch)",
      actions: "reg9[6] = chk_lb_aff(); next;")
    for backend in vip.backends {
      addLearning(backend, vip, balancer, isIPv6)
      addReuse(backend, vip, isIPv6)
    }
  }

  /// Notes the backend that a client has been given.
  private mutating func addLearning(
    _ backend: LoadBalancer.Backend, _ vip: LoadBalancer.VirtualAddress, _ balancer: LoadBalancer,
    _ isIPv6: Bool
  ) {
    let family = isIPv6 ? "ip6" : "ip4"
    let register = isIPv6 ? "xxreg1" : "reg1"
    let portMatch: FlowText = vip.port.map { "reg2[0..15] == \($0) && " } ?? ""
    let backendPort: FlowText =
      backend.port.map { " && \(balancer.protocolName).dst == \($0)" } ?? ""
    let address: FlowText =
      vip.port.map { isIPv6 ? "[\(vip.address)]:\($0)" : "\(vip.address):\($0)" }
      ?? FlowText(vip.address)
    let proto: FlowText = vip.port == nil ? "" : ", proto = \(balancer.protocolName)"
    add(
      .lsInLBAffLearn, 100,
      match: """
        reg9[6] == 0 && ct.new && \(family) && \(register) == \(vip.address) && \(portMatch)\
        \(family).dst == \(backend.address)\(backendPort)
        """,
      actions: """
        commit_lb_aff(vip = "\(address)", backend = "\(backend.text(isIPv6))"\(proto), \
        timeout = \(balancer.affinityTimeout)); /* drop */
        """)
  }

  /// Sends a client to the backend it has had.
  private mutating func addReuse(
    _ backend: LoadBalancer.Backend, _ vip: LoadBalancer.VirtualAddress, _ isIPv6: Bool
  ) {
    let register = isIPv6 ? "xxreg1" : "reg1"
    let port: FlowText = vip.port.map { "reg2[0..15] = \($0); " } ?? ""
    let backendPort: FlowText = backend.port.map { " && reg8[0..15] == \($0)" } ?? ""
    add(
      .lsInLB, 150,
      match: """
        reg9[6] == 1 && ct.new && \(isIPv6 ? "ip6" : "ip4") && \
        \(isIPv6 ? "xxreg0" : "reg4") == \(backend.address)\(backendPort)
        """,
      actions: """
        reg0[1] = 0; \(register) = \(vip.address); \(port)\
        ct_lb_mark(backends=\(backend.text(isIPv6)));
        """)
  }
}

extension LoadBalancer.Backend {
  /// The address and port as actions write them.
  fileprivate func text(_ isIPv6: Bool) -> FlowText {
    port.map { isIPv6 ? "[\(address)]:\($0)" : "\(address):\($0)" } ?? FlowText(address)
  }
}
