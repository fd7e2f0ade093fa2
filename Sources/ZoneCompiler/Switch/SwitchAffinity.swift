/// Clients that keep their backend for a while (ovn-northd(8), ingress tables 11, 12 and 13).
extension FlowBuilder {
  mutating func addAffinity(_ vip: LoadBalancer.VirtualAddress, _ balancer: LoadBalancer) {
    let affinity = BackendAffinity(balancer: balancer, vip: vip, pipeline: .logicalSwitch)
    let portMatch: FlowText = vip.port.map { " && reg2[0..15] == \($0)" } ?? ""
    add(
      .lsInLBAffCheck, 100,
      match: """
        ct.new && \(affinity.family) && \(affinity.register) == \(vip.address)\(portMatch)
        """, actions: "reg9[6] = chk_lb_aff(); next;")
    let port: FlowText = vip.port.map { "reg2[0..15] = \($0); " } ?? ""
    for backend in vip.backends {
      addLearning(backend, affinity)
      addReuse(
        backend, affinity, before: "reg0[1] = 0; \(affinity.register) = \(vip.address); \(port)")
    }
  }
}

extension BackendAffinity.Pipeline {
  fileprivate static let logicalSwitch = BackendAffinity.Pipeline(
    choice: .lsInLB, learning: .lsInLBAffLearn, address: "reg1", port: "reg2[0..15]",
    ipv6Backend: "xxreg0")
}
